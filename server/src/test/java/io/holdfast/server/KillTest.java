// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.server.demo.Demo;
import io.holdfast.server.demo.DemoReport;
import java.nio.file.Path;
import java.time.Duration;
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

    @Test
    void shouldLoseNoAnswerAndDoNothingTwice() throws Exception {
        long seconds = Long.getLong("holdfast.kill.seconds", 10);
        long deadlineNs = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        long seed = Long.getLong("holdfast.seed", System.nanoTime());
        int round = 0;
        do {
            DemoReport report =
                    new Demo(dir.resolve("round-" + round), ORDERS, CLIENTS, KILLS, seed + round, answered -> {}).run();
            assertTrue(report.isGood(), () -> "seed " + report.seed() + ": " + report);
            round++;
        } while (System.nanoTime() - deadlineNs < 0);
        System.out.println("killed " + round * KILLS + " servers, from seed " + seed);
    }
}
