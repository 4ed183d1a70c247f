// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.journal.DataDirectory;
import io.holdfast.replay.Replay;
import io.holdfast.server.demo.Demo;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that is killed at any moment leaves what the next one needs. */
class KillDuringStartTest {
    @TempDir
    private Path dir;

    @TempDir
    private Path aeronDir;

    @Test
    void shouldRecoverFromKillsDuringTheStart() throws Exception {
        long seed = Long.getLong("holdfast.seed", System.nanoTime());
        Random random = new Random(seed);
        Demo demo = new Demo(dir, Map.of("holdfast.durability", "SYNCED"), 2_000, 2, 1, seed, answered -> {});
        assertTrue(demo.run().isGood(), "seed " + seed);
        Replay before = Replay.of(DataDirectory.journalToRead(dir));
        Map<String, String> settings = Map.of(
                "holdfast.channels",
                "aeron:ipc",
                "holdfast.aeron.dir",
                aeronDir.resolve("aeron").toString());
        for (int i = 0; i < 4; i++) {
            Process process = new ProcessBuilder(ServerProcess.commandLine(dir, settings))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // The moment is the point: anywhere between the first byte of the JVM and a server that is ready.
            process.waitFor(random.nextInt(1_500), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
        }
        try (ServerProcess server = ServerProcess.start(dir, settings)) {
            // The settings were other ones in the demo, so at most one command was added.
            long added = server.ready().recoveredSequence() - before.end().lastSequence();
            assertTrue(added == 0 || added == 1, added + " added, seed " + seed);
            assertEquals(0, server.stop());
        }
        assertNull(Replay.of(DataDirectory.journalToRead(dir)).end().torn(), "seed " + seed);
    }
}
