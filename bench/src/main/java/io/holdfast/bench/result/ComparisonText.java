// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import java.util.List;
import java.util.Locale;

/** A comparison as it is told on a terminal. */
final class ComparisonText {
    private final Comparison comparison;

    ComparisonText(Comparison comparison) {
        this.comparison = comparison;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("before: ").append(comparison.before()).append('\n');
        text.append("after:  ").append(comparison.after()).append('\n');
        appendDifferences(text);
        appendChanges(text);
        appendNames(text, "only before", comparison.onlyBefore());
        appendNames(text, "only after", comparison.onlyAfter());
        return text.toString();
    }

    private void appendDifferences(StringBuilder text) {
        Table table = new Table("not the same", "before", "after");
        comparison
                .differences()
                .forEach(difference ->
                        table.add(difference.what(), orNone(difference.before()), orNone(difference.after())));
        if (!table.isEmpty()) {
            text.append('\n').append(table.text());
        }
        if (!comparison.isComparable()) {
            text.append("So the runs are not comparable: what follows may be the machine's or the settings' doing.\n");
        }
    }

    private static String orNone(String fact) {
        return fact == null ? "not told" : fact;
    }

    private void appendChanges(StringBuilder text) {
        Table table = new Table(
                "measured in both",
                ">before",
                ">least to most",
                ">after",
                ">least to most",
                "unit",
                ">change",
                "",
                ">p");
        for (Change change : comparison.changes()) {
            table.add(
                    change.name(),
                    Numbers.text(change.before().median()),
                    range(change.before()),
                    Numbers.text(change.after().median()),
                    range(change.after()),
                    change.unit(),
                    change.percent() == null ? "" : String.format(Locale.ROOT, "%+.1f %%", change.percent()),
                    verdict(change.verdict()),
                    String.format(Locale.ROOT, "%.3f", change.chance()));
        }
        text.append('\n').append(table.isEmpty() ? "nothing was measured in both\n" : table.text());
    }

    private static String range(Change.Spread spread) {
        return spread.repeats() == 1
                ? "measured once"
                : Numbers.text(spread.least()) + " to " + Numbers.text(spread.most());
    }

    private static String verdict(Change.Verdict verdict) {
        return switch (verdict) {
            case BETTER -> "better";
            case WORSE -> "WORSE";
            case NOISE -> "noise";
            case UNDECIDED -> "too few repeats to tell";
        };
    }

    private static void appendNames(StringBuilder text, String where, List<String> names) {
        if (!names.isEmpty()) {
            text.append('\n').append(where).append(":\n");
            names.forEach(name -> text.append("  ").append(name).append('\n'));
        }
    }
}
