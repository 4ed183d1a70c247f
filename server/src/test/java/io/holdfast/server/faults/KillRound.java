// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.journal.Durability;
import io.holdfast.server.demo.Demo;
import io.holdfast.server.demo.DemoReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A sale to clients over Aeron at a real server process that is killed on the way, again and again, in either mode, with or without a
 * follower that writes snapshots and does away with old files meanwhile.
 */
final class KillRound {
    private static final int MIN_ORDERS = 5_000;
    private static final int CLIENTS = 3;
    private static final int MAX_KILLS = 4;
    private static final List<String> RETENTION = List.of("KEEP", "ARCHIVE", "DELETE");

    private KillRound() {}

    static void run(Path dir, Random random, FaultTally tally) throws IOException, InterruptedException {
        Map<String, String> settings = settings(dir, random);
        int kills = 1 + random.nextInt(MAX_KILLS);
        int orders = MIN_ORDERS * (1 + random.nextInt(5));
        Demo demo = new Demo(dir.resolve("data"), settings, orders, CLIENTS, kills, random.nextLong(), answered -> {});
        DemoReport report = demo.run();
        assertTrue(report.isGood(), () -> settings + ": " + report);
        tally.orders += orders;
        tally.kills += kills;
    }

    private static Map<String, String> settings(Path dir, Random random) {
        Map<String, String> settings = new HashMap<>();
        Durability[] modes = Durability.values();
        settings.put("holdfast.durability", modes[random.nextInt(modes.length)].name());
        if (random.nextBoolean()) {
            settings.put("holdfast.snapshot.interval", 20 + random.nextInt(200) + "ms");
            settings.put("holdfast.snapshots.keep", Integer.toString(1 + random.nextInt(3)));
            String retention = RETENTION.get(random.nextInt(RETENTION.size()));
            settings.put("holdfast.journal.retention", retention);
            if (retention.equals("ARCHIVE")) {
                settings.put("holdfast.journal.archive", dir.resolve("archive").toString());
            }
        }
        return settings;
    }
}
