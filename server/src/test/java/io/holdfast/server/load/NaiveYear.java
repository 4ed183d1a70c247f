// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.holdfast.engine.codec.ShortagePolicy;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Test fixture: the same year reckoned a second time, with maps from texts and nothing of the engine or the loader: the rules as they
 * are told to people.
 */
final class NaiveYear {
    private final Map<String, List<NamedCsvRecord>> invoices = new LinkedHashMap<>();
    private final Set<String> codes = new HashSet<>();
    private final Map<String, Long> onHand = new HashMap<>();
    private final Map<String, Long> reserved = new HashMap<>();
    private final Map<String, Long> allocated = new HashMap<>();
    private final Map<String, Deque<Wish>> wishes = new HashMap<>();
    private final List<List<Wish>> waiting = new ArrayList<>();
    private final LoadTerms terms;
    private int lines;
    private long openingUnits;
    private int accepted;
    private int filledLater;
    private int rejected;
    private long acceptedUnits;
    private long acceptedAmountMinor;
    private int adjustments;
    private int adjustmentsRefused;
    private int skippedLines;

    /** A line of an order that waits. */
    private static final class Wish {
        final NamedCsvRecord line;
        long missing;

        Wish(NamedCsvRecord line) {
            this.line = line;
            this.missing = quantity(line);
        }
    }

    private NaiveYear(LoadTerms terms) {
        this.terms = terms;
    }

    /** What must come out; digest and speed are not for it to know. */
    static LoadReport report(Path file, String share, LoadTerms terms) throws IOException {
        NaiveYear year = new NaiveYear(terms);
        year.read(file);
        year.open(new BigDecimal(share));
        year.invoices.forEach(year::run);
        year.settle();
        return year.report();
    }

    private void read(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder()
                .ofNamedCsvRecord(file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes)) {
            for (NamedCsvRecord line : records) {
                invoices.computeIfAbsent(line.getField("InvoiceNo"), number -> new ArrayList<>())
                        .add(line);
                codes.add(code(line));
                lines++;
            }
        }
    }

    private void open(BigDecimal share) {
        Map<String, Long> demand = new HashMap<>();
        invoices.forEach((number, invoice) -> {
            if (number.matches("[0-9]+")) {
                positive(invoice).forEach(line -> demand.merge(code(line), (long) quantity(line), Long::sum));
            }
        });
        demand.forEach((code, units) -> {
            long opening = share.multiply(BigDecimal.valueOf(units))
                    .setScale(0, RoundingMode.FLOOR)
                    .longValueExact();
            onHand.put(code, opening);
            openingUnits += opening;
        });
    }

    private void run(String number, List<NamedCsvRecord> invoice) {
        if (number.matches("[0-9]+")) {
            if (!positive(invoice).isEmpty()) {
                order(positive(invoice));
            }
            for (NamedCsvRecord line : invoice) {
                if (quantity(line) < 0) {
                    adjust(code(line), quantity(line));
                }
            }
            skippedLines +=
                    (int) invoice.stream().filter(line -> quantity(line) == 0).count();
        } else if (number.startsWith("C")) {
            for (NamedCsvRecord line : invoice) {
                if (quantity(line) == 0) {
                    skippedLines++;
                } else {
                    adjust(code(line), -quantity(line));
                }
            }
        } else {
            skippedLines += invoice.size();
        }
    }

    private void order(List<NamedCsvRecord> order) {
        Map<String, Long> wanted = new HashMap<>();
        order.forEach(line -> wanted.merge(code(line), (long) quantity(line), Long::sum));
        boolean isThere = wanted.entrySet().stream().allMatch(entry -> entry.getValue() <= free(entry.getKey()));
        boolean isPriced = order.stream().allMatch(line -> priceMinor(line) >= 0);
        boolean waits = terms.policy() == ShortagePolicy.WAIT && !isThere;
        if (!isPriced || (!isThere && !waits)) {
            rejected++;
        } else if (waits) {
            waiting.add(order.stream().map(this::wish).toList());
        } else {
            pay(order);
        }
    }

    private void pay(List<NamedCsvRecord> order) {
        accepted++;
        for (NamedCsvRecord line : order) {
            acceptedUnits += quantity(line);
            acceptedAmountMinor += quantity(line) * priceMinor(line);
            (terms.ships() ? onHand : allocated)
                    .merge(code(line), (long) (terms.ships() ? -quantity(line) : quantity(line)), Long::sum);
        }
    }

    private Wish wish(NamedCsvRecord line) {
        Wish wish = new Wish(line);
        wishes.computeIfAbsent(code(line), code -> new ArrayDeque<>()).add(wish);
        handOut(code(line));
        return wish;
    }

    /** First come, first served. */
    private void handOut(String code) {
        Deque<Wish> queue = wishes.getOrDefault(code, new ArrayDeque<>());
        while (!queue.isEmpty() && free(code) > 0) {
            long units = Math.min(free(code), queue.element().missing);
            queue.element().missing -= units;
            reserved.merge(code, units, Long::sum);
            if (queue.element().missing == 0) {
                queue.remove();
            }
        }
    }

    private void settle() {
        for (List<Wish> order : List.copyOf(waiting)) {
            if (order.stream().allMatch(wish -> wish.missing == 0)) {
                waiting.remove(order);
                filledLater++;
                order.forEach(wish -> reserved.merge(code(wish.line), (long) -quantity(wish.line), Long::sum));
                pay(order.stream().map(wish -> wish.line).toList());
            }
        }
    }

    private void adjust(String code, int delta) {
        adjustments++;
        if (free(code) + delta < 0) {
            adjustmentsRefused++;
        } else {
            onHand.merge(code, (long) delta, Long::sum);
            handOut(code);
        }
    }

    private long free(String code) {
        return onHand.getOrDefault(code, 0L) - reserved.getOrDefault(code, 0L) - allocated.getOrDefault(code, 0L);
    }

    private static long sum(Map<String, Long> units) {
        return units.values().stream().mapToLong(some -> some).sum();
    }

    private static List<NamedCsvRecord> positive(List<NamedCsvRecord> invoice) {
        return invoice.stream().filter(line -> quantity(line) > 0).toList();
    }

    private static String code(NamedCsvRecord line) {
        return line.getField("StockCode");
    }

    private static int quantity(NamedCsvRecord line) {
        return Integer.parseInt(line.getField("Quantity"));
    }

    private static long priceMinor(NamedCsvRecord line) {
        return new BigDecimal(line.getField("UnitPrice"))
                .multiply(BigDecimal.valueOf(100))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private LoadReport report() {
        return new LoadReport(
                invoices.size(),
                lines,
                codes.size(),
                openingUnits,
                accepted + waiting.size() + rejected,
                accepted,
                filledLater,
                waiting.size(),
                rejected,
                acceptedUnits,
                acceptedAmountMinor,
                adjustments,
                adjustmentsRefused,
                skippedLines,
                sum(onHand),
                sum(reserved),
                sum(allocated),
                waiting.stream()
                        .flatMap(List::stream)
                        .mapToLong(wish -> wish.missing)
                        .sum(),
                0,
                "",
                0);
    }
}
