// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import io.holdfast.engine.EngineRig;
import io.holdfast.engine.EngineSettings;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.Durability;
import io.holdfast.journal.JournalAppender;
import io.holdfast.replay.Replay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Test fixture: an engine that journals what it decides, and the histories that are read from its directory meanwhile. */
public final class HistoryRig implements AutoCloseable {
    /** Time goes by in nanoseconds here. */
    static final EngineSettings SETTINGS =
            new EngineSettings(1_000, 10, 16, 32, 256, 16_384, 256, 256, 256, 64, 100, 500);

    /** One piece of work before each command and one after it. */
    static final EngineSettings WORKING_SLOWLY =
            new EngineSettings(1_000, 10, 16, 32, 256, 16_384, 256, 256, 256, 1, 100, 500);

    private final DataDirectory directory;
    private final JournalAppender journal;
    public final EngineRig engine;

    public HistoryRig(Path path) throws IOException {
        directory = DataDirectory.own(path);
        journal = JournalAppender.open(directory, Durability.WRITTEN, 0);
        engine = EngineRig.logging(journal);
        engine.configure(SETTINGS);
    }

    /** What happened to an order, each event with its sequence before it. */
    List<String> order(long orderId) throws IOException {
        return order(directory.path(), orderId);
    }

    public static List<String> order(Path path, long orderId) throws IOException {
        List<String> lines = new ArrayList<>();
        Replay.of(DataDirectory.journalSource(path), new OrderHistory(orderId, event -> {
            lines.add(event.decision().sequence() + " " + event.lines().get(0));
            event.lines().stream().skip(1).map(line -> "  " + line).forEach(lines::add);
        }));
        return lines;
    }

    /** How a SKU's stocks changed, and what that comes to. */
    List<String> stock(long skuId, int... location) throws IOException {
        return stock(directory.path(), skuId, location);
    }

    public static List<String> stock(Path path, long skuId, int... location) throws IOException {
        List<String> lines = new ArrayList<>();
        StockHistory history = new StockHistory(
                skuId, location.length == 0 ? OptionalInt.empty() : OptionalInt.of(location[0]), change -> {
                    StockUnits after = change.after();
                    lines.add(change.decision().sequence() + " " + change.cause() + " "
                            + change.move().title() + " = " + text(after) + "; " + change.title());
                });
        Replay replay = Replay.of(DataDirectory.journalSource(path), history);
        for (StockSum sum : history.sums(replay.engine())) {
            StringBuilder line = new StringBuilder("location " + sum.location() + ":");
            sum.byCause()
                    .forEach(part -> line.append(' ')
                            .append(part.cause())
                            .append(' ')
                            .append(part.changes())
                            .append('x')
                            .append(text(part.units())));
            lines.add(line + " = " + text(sum.now()) + (sum.isWhole() ? "" : " NOT " + text(sum.reported())));
        }
        return lines;
    }

    private static String text(StockUnits units) {
        return "(" + units.onHand() + " " + units.reserved() + " " + units.allocated() + ")";
    }

    @Override
    public void close() throws IOException {
        journal.close();
        directory.close();
    }
}
