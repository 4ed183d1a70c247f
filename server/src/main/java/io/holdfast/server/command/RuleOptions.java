// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.journal.JournalSource;
import io.holdfast.replay.diff.OtherRules;
import io.holdfast.server.load.OpeningStock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is to be otherwise than on record. */
final class RuleOptions {
    @Option(names = "--with", description = "Says that the rules follow; without any of them they are those on record.")
    private boolean with;

    @Option(
            names = "--price",
            paramLabel = "SKU=MINOR",
            description =
                    "A unit of the SKU, by its id or code, costs so much in minor units. May be given several times.")
    private Map<String, Long> prices = Map.of();

    @Option(
            names = "--customer-limit",
            paramLabel = "SKU=N",
            description = "One customer may have so many units of the SKU; 0 for no limit. May be given several times.")
    private Map<String, Integer> customerLimits = Map.of();

    @Option(
            names = "--safety-stock",
            paramLabel = "SKU=N",
            description = "So many units of the SKU are never offered. May be given several times.")
    private Map<String, Integer> safetyStocks = Map.of();

    @Option(
            names = "--opening-stock",
            paramLabel = "SHARE",
            converter = Share.class,
            description = "What is received before the first order: a share of the units of each SKU that are ordered,"
                    + " rounded down, as load does it.")
    private OpeningStock openingStock;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            converter = Policy.class,
            description = "What becomes of all orders that ask for more than there is: reject, partial or wait.")
    private ShortagePolicy policy;

    OtherRules rules(JournalSource journal, Path dir) throws IOException {
        check("--price", prices);
        check("--customer-limit", customerLimits);
        check("--safety-stock", safetyStocks);
        OtherRules rules = new OtherRules(
                byId(prices, journal, dir),
                byId(customerLimits, journal, dir),
                byId(safetyStocks, journal, dir),
                openingStock == null ? null : openingStock.share(),
                policy);
        if (with && rules.isNone()) {
            throw new UsageException("--with which rules? Name one, like --policy wait, or leave it out");
        }
        return rules;
    }

    private static void check(String option, Map<String, ? extends Number> values) {
        values.forEach((sku, value) -> {
            if (value.longValue() < 0) {
                throw new UsageException(option + " " + sku + "=" + value + ": it cannot be below 0");
            }
        });
    }

    private static <V> Map<Long, V> byId(Map<String, V> values, JournalSource journal, Path dir) throws IOException {
        Map<Long, V> byId = new HashMap<>();
        for (Map.Entry<String, V> entry : values.entrySet()) {
            byId.put(SkuNames.find(journal, dir, entry.getKey()).id(), entry.getValue());
        }
        return byId;
    }

    /** In words what is to be otherwise. */
    String words() {
        StringJoiner words = new StringJoiner(", ");
        add(words, prices, value -> "price " + value);
        add(words, customerLimits, value -> "customer limit " + value);
        add(words, safetyStocks, value -> "safety stock " + value);
        if (openingStock != null) {
            words.add("opening stock " + openingStock.share() + " of what is ordered");
        }
        if (policy != null) {
            words.add("all orders " + policy);
        }
        return words.length() == 0 ? "the rules on record" : words.toString();
    }

    private static <V> void add(StringJoiner words, Map<String, V> values, Function<V, String> text) {
        values.forEach((sku, value) -> words.add("SKU " + sku + ": " + text.apply(value)));
    }

    /** Reads a share of what is ordered. */
    private static final class Share implements ITypeConverter<OpeningStock> {
        @Override
        public OpeningStock convert(String text) {
            try {
                return OpeningStock.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Reads a policy. */
    private static final class Policy implements ITypeConverter<ShortagePolicy> {
        @Override
        public ShortagePolicy convert(String text) {
            return switch (text) {
                case "reject" -> ShortagePolicy.ALL_OR_NOTHING;
                case "partial" -> ShortagePolicy.PARTIAL;
                case "wait" -> ShortagePolicy.WAIT;
                default -> throw new TypeConversionException("'" + text + "' is not a policy: reject, partial or wait");
            };
        }
    }
}
