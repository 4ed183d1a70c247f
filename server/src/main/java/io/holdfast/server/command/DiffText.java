// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.replay.diff.Amount;
import io.holdfast.replay.diff.DiffReport;
import io.holdfast.replay.diff.Difference;
import io.holdfast.replay.history.Wording;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How differences are printed: for people, and for programs. */
final class DiffText {
    private DiffText() {}

    static String text(Difference difference) {
        return HistoryText.when(difference.decision()) + "  "
                + difference.decision().command().title() + System.lineSeparator() + "    "
                + difference.kind().words() + amount(difference.amount()) + System.lineSeparator() + "    on record: "
                + difference.decision().outcome().code()
                + difference.decision().outcome().title() + System.lineSeparator()
                + "    now: " + difference.now().code() + difference.now().title();
    }

    static Map<String, Object> json(Difference difference) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", "difference");
        json.put("sequence", difference.decision().sequence());
        json.put("time", Wording.time(difference.decision().timestampNs()));
        json.put("command", difference.decision().command().kind());
        json.put("kind", difference.kind());
        json.put("units", difference.amount().units());
        json.put("minor", difference.amount().minor());
        json.put("asked", difference.decision().command());
        json.put("onRecord", difference.decision().outcome());
        json.put("now", difference.now());
        return json;
    }

    static String text(DiffReport report, String rules) {
        List<String> lines = new ArrayList<>();
        lines.add("with " + rules + "; amounts in minor units");
        lines.add(row("", "on record", "now", "difference"));
        for (DiffReport.BothSums sums : report.sums()) {
            if (sums.onRecord() != 0 || sums.now() != 0) {
                long difference = sums.now() - sums.onRecord();
                lines.add(row(
                        sums.sum().words(),
                        number(sums.onRecord()),
                        number(sums.now()),
                        difference == 0 ? "" : String.format(Locale.ROOT, "%+,d", difference)));
            }
        }
        lines.add("");
        if (report.isSame()) {
            lines.add("everything is decided as on record");
        }
        for (DiffReport.Tally tally : report.tallies()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%,14d  %s %s%s",
                    tally.count(),
                    tally.command(),
                    tally.kind().words(),
                    amount(tally.amount())));
        }
        if (report.differingOrders() > 0) {
            lines.add("orders that fare otherwise: " + number(report.differingOrders()));
        }
        if (report.unpaidOrders() > 0) {
            lines.add("orders accepted only now and not paid, because no payment is on record: "
                    + number(report.unpaidOrders()) + amount(report.unpaid()));
        }
        if (report.expiredOnlyOnRecord() + report.expiredOnlyNow() > 0) {
            lines.add("orders that expired on record only: " + number(report.expiredOnlyOnRecord()) + "; now only: "
                    + number(report.expiredOnlyNow()));
        }
        lines.add("digest now " + HexFormat.of().toHexDigits(report.digest()));
        return String.join(System.lineSeparator(), lines);
    }

    static Map<String, Object> json(DiffReport report, String rules) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", "summary");
        json.put("rules", rules);
        json.put("same", report.isSame());
        Map<String, Object> sums = new LinkedHashMap<>();
        report.sums()
                .forEach(both -> sums.put(both.sum().name(), Map.of("onRecord", both.onRecord(), "now", both.now())));
        json.put("sums", sums);
        json.put("decidedOtherwise", report.tallies());
        json.put("differingOrders", report.differingOrders());
        json.put("acceptedOnlyNowAndNotPaid", report.unpaidOrders());
        json.put("notPaid", report.unpaid());
        json.put("expiredOnlyOnRecord", report.expiredOnlyOnRecord());
        json.put("expiredOnlyNow", report.expiredOnlyNow());
        json.put("digest", HexFormat.of().toHexDigits(report.digest()));
        return json;
    }

    private static String row(String what, String onRecord, String now, String difference) {
        return String.format(Locale.ROOT, "%-26s %16s %16s %16s", what, onRecord, now, difference)
                .stripTrailing();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String amount(Amount amount) {
        return (amount.units() == 0 ? "" : String.format(Locale.ROOT, "; units %,d", amount.units()))
                + (amount.minor() == 0 ? "" : String.format(Locale.ROOT, "; amount %,d", amount.minor()));
    }
}
