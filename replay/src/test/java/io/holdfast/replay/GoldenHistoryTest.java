// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.replay.history.HistoryRig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories in a journal that was written by version 1 of the schema. */
class GoldenHistoryTest {
    @TempDir
    private Path path;

    @BeforeEach
    void unpack() throws Exception {
        PackedDirectory.unpack(GoldenJournalTest.resource("format-1.zip"), path);
    }

    @Test
    void shouldTellOfAnOrder() throws Exception {
        assertEquals(
                List.of(
                        "18 cancel order 1",
                        "  answered UNKNOWN_ORDER",
                        "19 confirm order 1, paid 0",
                        "  answered UNKNOWN_ORDER",
                        "20 confirm order 1, paid 0",
                        "  answered UNKNOWN_ORDER",
                        "21 submit order 1 of customer 5453691520130714824, ALL_OR_NOTHING",
                        "  line 0: 1 of SKU 5 at location 0 for 391 each",
                        "  line 1: 3 of SKU 3 at location 0 for 247 each",
                        "  answered OK, order is RESERVED, total 1132",
                        "  SKU 5 at location 0: reserved +1",
                        "  SKU 3 at location 0: reserved +3",
                        "27 confirm order 1, paid 1132",
                        "  answered OK, order is CONFIRMED, total 1132, paid 1132",
                        "  SKU 5 at location 0: reserved -1, allocated +1",
                        "  SKU 3 at location 0: reserved -3, allocated +3",
                        "32 cancel order 1",
                        "  answered OK, order is CANCELLED, total 1132, paid 1132, refund due 1132",
                        "  SKU 5 at location 0: allocated -1",
                        "  SKU 3 at location 0: allocated -3",
                        "38 cancel order 1",
                        "  answered OK again, as decided at sequence 32, order is CANCELLED, total 1132, paid 1132, refund due 1132",
                        "55 confirm order 1, paid 1132",
                        "  answered ORDER_CANCELLED, order is CANCELLED, total 1132, paid 1132, refund due 1132"),
                HistoryRig.order(path, 1));
    }

    @Test
    void shouldTellOfAStock() throws Exception {
        List<String> lines = HistoryRig.stock(path, 6, 1);
        assertEquals(
                "location 1: COUNT 2x(56 0 0) SUBMIT 17x(0 34 0) CONFIRM 3x(0 -5 5) CANCEL 3x(0 -6 -2) = (56 23 3)",
                lines.get(lines.size() - 1));
        assertEquals(2 + 17 + 3 + 3 + 1, lines.size());
        assertEquals(
                "3727 COUNT SKU 6 at location 1: on hand +38 = (38 0 0); adjustment 429: SKU 6 at location 1 by +38, count",
                lines.get(0));
    }
}
