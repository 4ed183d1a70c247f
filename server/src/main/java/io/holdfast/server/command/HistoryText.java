// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.replay.history.Decision;
import io.holdfast.replay.history.StockChange;
import io.holdfast.replay.history.StockSum;
import io.holdfast.replay.history.StockUnits;
import io.holdfast.replay.history.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How histories are printed for people. */
final class HistoryText {
    static final String STOCK_HEADING = String.format(
            Locale.ROOT,
            "%-30s %10s %8s %19s %19s %19s  %s",
            "time",
            "sequence",
            "location",
            "on hand",
            "reserved",
            "allocated",
            "why");

    private HistoryText() {}

    static String when(Decision decision) {
        return Wording.time(decision.timestampNs()) + "  sequence " + decision.sequence();
    }

    static String row(StockChange change) {
        StockUnits delta = change.move().delta();
        StockUnits after = change.after();
        return String.format(
                Locale.ROOT,
                "%s %10d %8d %s %s %s  %s",
                Wording.time(change.decision().timestampNs()),
                change.decision().sequence(),
                change.move().location(),
                changed(delta.onHand(), after.onHand()),
                changed(delta.reserved(), after.reserved()),
                changed(delta.allocated(), after.allocated()),
                change.title());
    }

    private static String changed(long delta, long after) {
        return String.format(Locale.ROOT, "%8s %10d", delta == 0 ? "" : signed(delta), after);
    }

    private static String signed(long units) {
        return units == 0 ? "0" : String.format(Locale.ROOT, "%+d", units);
    }

    static String table(StockSum sum) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(line("location " + sum.location(), "changes", "on hand", "reserved", "allocated"));
        lines.add(line("opening", sum.opening()));
        for (StockSum.OfCause part : sum.byCause()) {
            lines.add(line(
                    part.cause().plural(),
                    Long.toString(part.changes()),
                    signed(part.units().onHand()),
                    signed(part.units().reserved()),
                    signed(part.units().allocated())));
        }
        lines.add(line("together", sum.now()));
        lines.add(
                line("the engine reports", sum.reported()) + (sum.isWhole() ? "  the same" : "  NOT THE SAME: a bug"));
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(String what, StockUnits units) {
        return line(
                what,
                "",
                Long.toString(units.onHand()),
                Long.toString(units.reserved()),
                Long.toString(units.allocated()));
    }

    private static String line(String what, String changes, String onHand, String reserved, String allocated) {
        return String.format(Locale.ROOT, "%-24s %10s %10s %10s %10s", what, changes, onHand, reserved, allocated);
    }
}
