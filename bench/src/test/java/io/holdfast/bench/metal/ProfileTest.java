// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.metal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.server.command.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
    @TempDir
    private Path dir;

    /** To be looked at begins with a signal that would end it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldLeaveAProgramAloneThatIsNoJvm() throws IOException, InterruptedException {
        Process cat = new ProcessBuilder("cat").start();
        UsageException e = assertThrows(UsageException.class, () -> take(cat.pid()));
        assertTrue(e.getMessage().contains("is no JVM"), e.getMessage());
        cat.getOutputStream().close();
        assertTrue(cat.waitFor(10, TimeUnit.SECONDS));
        assertEquals(0, cat.exitValue(), "it was ended by a signal");
    }

    @Test
    void shouldSayThatThereIsNoSuchProcess() throws IOException, InterruptedException {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        UsageException e = assertThrows(UsageException.class, () -> take(gone.pid()));
        assertEquals("there is no process " + gone.pid(), e.getMessage());
    }

    private void take(long pid) throws IOException {
        Profile.take(pid, Profile.Event.CPU, 1, dir.resolve("profile.html"), line -> {});
    }
}
