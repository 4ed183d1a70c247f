// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.Durability;
import io.holdfast.replay.Replay;
import io.holdfast.server.demo.Demo;
import io.holdfast.server.demo.DemoReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Server processes killed with SIGKILL at random moments under load, over and over: nothing that was answered is lost, and
 * nothing takes effect twice. Takes some seconds, or as long as {@code -Dholdfast.kill.seconds} says.
 */
class KillTest {
    private static final int ORDERS = 6_000;
    private static final int CLIENTS = 3;
    private static final int KILLS = 3;

    @TempDir
    private Path dir;

    @TempDir
    private Path aeronDir;

    @Test
    void shouldLoseNoAnswerAndDoNothingTwice() throws Exception {
        long seconds = Long.getLong("holdfast.kill.seconds", 10);
        long deadlineNs = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        long seed = Long.getLong("holdfast.seed", System.nanoTime());
        System.out.println("kills from seed " + seed);
        int round = 0;
        do {
            Durability durability = round % 2 == 0 ? Durability.WRITTEN : Durability.SYNCED;
            DemoReport report = new Demo(
                            dir.resolve("round-" + round),
                            durability,
                            ORDERS,
                            CLIENTS,
                            KILLS,
                            seed + round,
                            answered -> {})
                    .run();
            assertTrue(report.isGood(), () -> "seed " + report.seed() + ": " + report);
            round++;
        } while (System.nanoTime() - deadlineNs < 0);
        System.out.println("killed " + round * KILLS + " servers, from seed " + seed);
    }

    @Test
    void shouldRecoverFromKillsDuringTheStart() throws Exception {
        long seed = Long.getLong("holdfast.seed", System.nanoTime());
        Random random = new Random(seed);
        new Demo(dir, Durability.SYNCED, 2_000, 2, 1, seed, answered -> {}).run();
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
            assertTrue(server.ready().recoveredSequence() - before.end().lastSequence() <= 1, "seed " + seed);
            assertEquals(0, server.stop());
        }
        assertNull(Replay.of(DataDirectory.journalToRead(dir)).end().torn(), "seed " + seed);
    }
}
