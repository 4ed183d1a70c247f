// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.faults;

import io.holdfast.engine.Seed;
import io.holdfast.server.SmallDisk;
import io.holdfast.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.agrona.IoUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults, one after the other, for as long as is wanted: {@code -Dholdfast.faults.seconds=600}. Tells what it has done. Once around is what
 * runs without that.
 */
class FaultLoopTest {
    private static final int SIMULATIONS = 10;

    @TempDir
    private Path temporary;

    private final FaultTally tally = new FaultTally();

    @Test
    void shouldLoseNothing() {
        long deadlineNs = System.nanoTime()
                + Duration.ofSeconds(Long.getLong("holdfast.faults.seconds", 0)).toNanos();
        Seed.run(random -> {
            do {
                run(random);
                System.out.println(tally);
            } while (System.nanoTime() - deadlineNs < 0);
        });
    }

    private void run(Random random) throws IOException, InterruptedException {
        Path dir = Files.createDirectory(temporary.resolve("round-" + tally.rounds));
        KillRound.run(dir, random, tally);
        DamageRound.run(dir.resolve("data"), random, tally);
        IoUtil.delete(dir.toFile(), false);
        Optional<SmallDisk> mounted = SmallDisk.mountIfAllowed(Files.createDirectories(temporary.resolve("disk")));
        if (mounted.isPresent()) {
            try (SmallDisk disk = mounted.get()) {
                FillRound.run(disk, random, tally);
            }
        }
        for (int i = 0; i < SIMULATIONS; i++) {
            Simulation.run(random.nextLong());
            tally.simulations++;
        }
        tally.rounds++;
    }
}
