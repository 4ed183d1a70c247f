// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One directory and two processes. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DataDirectoryProcessTest {
    @TempDir
    private Path path;

    @Test
    void shouldRefuseWhatAnotherProcessOwnsUntilItIsKilled() {
        Seed.run(random -> {
            try (ChildJvm child = ChildJvm.start(OwningChild.class, path.toString())) {
                assertEquals("owned", child.readLine());
                String message = assertThrows(DataDirectoryException.class, () -> DataDirectory.own(path))
                        .getMessage();
                assertTrue(message.contains("is in use by process " + child.pid() + ":"), message);
                child.kill();
            }
            List<Entry> present = TestJournal.read(path).entries();
            assertEquals(1, present.size());
            TestJournal.expectAppendable(path, present, random);
        });
    }

    /** An attempt to own it twice must not give the lock back. */
    @Test
    void shouldRefuseOtherProcessAfterSecondAttemptInThisOne() throws Exception {
        try (DataDirectory owned = DataDirectory.own(path)) {
            assertThrows(DataDirectoryException.class, () -> DataDirectory.own(path));
            try (ChildJvm child = ChildJvm.start(OwningChild.class, path.toString())) {
                String message = child.readLine();
                assertTrue(
                        message.contains("is in use by process "
                                + ProcessHandle.current().pid() + ":"),
                        message);
            }
            assertEquals(path, owned.path());
        }
    }

    /** A start that wrote nothing leaves Chronicle's table of locks where the next one begins. */
    @Test
    void shouldNotBeDisturbedByTableOfLocksThatIsLeft() {
        Seed.run(random -> {
            TestJournal.write(path, Entry.batches(random, 1, 2));
            Path file = JournalFiles.list(path.resolve("journal")).get(0);
            Files.delete(file);
            byte[] broken = new byte[4096];
            random.nextBytes(broken);
            Files.write(file.resolveSibling("metadata.cq4t"), broken);
            TestJournal.expectAppendable(path, List.of(), random);
        });
    }
}
