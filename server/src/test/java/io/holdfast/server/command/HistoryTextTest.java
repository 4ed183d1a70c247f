// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.replay.history.StockSum;
import io.holdfast.replay.history.StockUnits;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTextTest {
    private static final StockSum NOT_WHOLE =
            new StockSum(1, 0, StockUnits.NONE, List.of(), new StockUnits(5, 0, 0), new StockUnits(6, 0, 0));

    @Test
    void shouldSayThatAHistoryIsNotWhole() {
        assertTrue(HistoryText.table(NOT_WHOLE).endsWith("6          0          0  NOT THE SAME: a bug"));
        assertEquals(false, HistoryJson.of(NOT_WHOLE).get("whole"));
    }
}
