// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.EngineRig;
import io.holdfast.engine.EngineSettings;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.Durability;
import io.holdfast.journal.JournalAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Test fixture: a data directory with a short story. Three pairs; one order takes two and does not pay; another one waits for
 * a pair, gets it, pays and is shipped. Twelve records in two files.
 */
final class SmallShop {
    /** 2026-01-31 23:15 UTC. */
    static final long START_MS = 1_769_901_300_000L;

    private SmallShop() {}

    static void write(Path dir) throws IOException {
        write(dir, engine -> engine.submitOrder(4713, 44, Line.of(5, 1, 4_999)));
    }

    /** The same, but with another end behind the shipment. */
    static void write(Path dir, Consumer<EngineRig> end) throws IOException {
        try (DataDirectory directory = DataDirectory.own(dir);
                JournalAppender journal = JournalAppender.open(directory, Durability.WRITTEN, START_MS)) {
            EngineRig engine = EngineRig.logging(journal);
            engine.advance(TimeUnit.MILLISECONDS.toNanos(START_MS) - engine.timeNs());
            engine.configure(EngineSettings.DEFAULT);
            engine.defineSku(1, 4_999L, 0, "SNEAKER-42", 0, List.of(0, 1));
            engine.defineSku(2, null, 0, "BOOT");
            engine.defineSku(3, null, 0, "BOOT");
            engine.adjustStock(1, 1, 0, 3, AdjustmentReason.RECEIPT, "DN-2207");
            engine.advance(seconds(2)).submitOrder(4711, 42, Line.of(2, 1, 4_999));
            engine.advance(seconds(7)).submitOrder(4712, 43, Terms.of(ShortagePolicy.WAIT), Line.any(2, 1, 4_999));
            engine.advance(seconds(893)).tick();
            engine.advance(seconds(70)).confirmOrder(4712, 9_998);
            engine.advance(seconds(1)).confirmOrder(4712, 9_998);
            engine.advance(seconds(3_600)).shipOrder(900, 4712);
            end.accept(engine);
        }
    }

    static long seconds(int seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
