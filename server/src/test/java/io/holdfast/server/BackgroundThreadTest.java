// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the kernel says of a thread stands in {@code /proc}. */
@EnabledOnOs(OS.LINUX)
class BackgroundThreadTest {
    /** Among the fields behind the name, which may have blanks in it and ends with a bracket. */
    private static final int NICE = 16;

    @Test
    void shouldGiveWayToOthers() {
        int here = niceOfThisThread();
        assertEquals(
                here + 10,
                CompletableFuture.supplyAsync(
                                BackgroundThreadTest::niceOfThisThread,
                                task -> BackgroundThread.of(task).start())
                        .join());
        assertEquals(here, niceOfThisThread(), "of the thread that started it");
    }

    private static int niceOfThisThread() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
