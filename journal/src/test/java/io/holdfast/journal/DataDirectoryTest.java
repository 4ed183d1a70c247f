// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path temporary;

    @Test
    void shouldMakeDirectoryThatIsNotThere() throws IOException {
        Path path = temporary.resolve("a/b");
        try (DataDirectory directory = DataDirectory.own(path)) {
            assertEquals(path, directory.path());
            assertTrue(Files.isDirectory(directory.journal()));
        }
    }

    @Test
    void shouldGiveTheJournalToReadOnlyWhileNobodyWritesIt() throws IOException {
        Path journal;
        try (DataDirectory directory = DataDirectory.own(temporary)) {
            journal = directory.journal();
            expectRefused("in use by process", () -> DataDirectory.journalToRead(temporary));
        }
        assertEquals(journal, DataDirectory.journalToRead(temporary));
        DataDirectory.own(temporary).close();
    }

    @Test
    void shouldNotTakeALostJournalForAnEmptyOne() throws IOException {
        DataDirectory.own(temporary).close();
        Files.delete(temporary.resolve("journal"));
        String message = assertThrows(DamagedJournalException.class, () -> DataDirectory.own(temporary))
                .getMessage();
        assertTrue(message.contains("journal: is missing, though there is a FORMAT file beside it"), message);
    }

    @Test
    void shouldOwnAgainWhatWasGivenBack() throws IOException {
        DataDirectory.own(temporary).close();
        DataDirectory.own(temporary).close();
    }

    @Test
    void shouldRefuseSecondOwner() throws IOException {
        DataDirectory first = DataDirectory.own(temporary);
        expectRefused("is in use by process " + ProcessHandle.current().pid(), () -> DataDirectory.own(temporary));
        Path otherName = temporary.resolve("journal/..");
        expectRefused("is in use by process " + ProcessHandle.current().pid(), () -> DataDirectory.own(otherName));
        first.close();
        DataDirectory.own(temporary).close();
    }

    @Test
    void shouldRefuseFile() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "text");
        expectRefused("is not a directory", () -> DataDirectory.own(file));
    }

    @Test
    void shouldRefuseDirectoryOfSomethingElse() throws IOException {
        Files.writeString(temporary.resolve("thesis.tex"), "text");
        expectRefused("holds files but is not a Holdfast data directory", () -> DataDirectory.own(temporary));
        assertFalse(Files.exists(temporary.resolve("journal")));
    }

    @Test
    void shouldRefuseUnknownFormat() throws IOException {
        DataDirectory.own(temporary).close();
        Files.writeString(temporary.resolve("FORMAT"), "holdfast data directory, format 2\n");
        expectRefused("does not know", () -> DataDirectory.own(temporary));
        expectRefused("does not know", () -> DataDirectory.journalToRead(temporary));
        // And it is not owned now.
        Files.writeString(temporary.resolve("FORMAT"), "holdfast data directory, format 1\n");
        DataDirectory.own(temporary).close();
    }

    @Test
    void shouldRefuseToReadWhatIsNoDataDirectory() {
        expectRefused("has no file FORMAT", () -> DataDirectory.journalToRead(temporary));
    }

    /** Whatever a start that is killed has made by then: the next one goes on. */
    @Test
    void shouldGoOnAfterStartThatWasKilled() throws IOException {
        Files.createDirectory(temporary.resolve("journal"));
        DataDirectory.own(temporary).close();
        Files.delete(temporary.resolve("FORMAT"));
        DataDirectory.own(temporary).close();
        Files.move(temporary.resolve("FORMAT"), temporary.resolve("FORMAT.new"));
        DataDirectory.own(temporary).close();
        assertFalse(Files.exists(temporary.resolve("FORMAT.new")));
    }

    private void expectRefused(String why, Executable use) {
        String message = assertThrows(DataDirectoryException.class, use).getMessage();
        assertTrue(message.contains(temporary.toString()), message);
        assertTrue(message.contains(why), message);
        assertFalse(message.contains("\n"), message);
    }
}
