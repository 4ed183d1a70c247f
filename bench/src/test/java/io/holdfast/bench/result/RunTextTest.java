// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RunTextTest {
    @Test
    void shouldStandInColumns() {
        assertEquals("""
                measured     median      least       most  unit      repeats
                orders    5,000,000  4,900,000  5,250,001  orders/s        3
                start         0.125      0.125      0.125  s               1

                latency, µs    p50    p90    p99  p99.9  p99.99    max  count
                round trip   67.01  160.1  196.1  200.1   200.1  200.1    200

                target      value  unit           floor  ratio  to reach            verdict
                orders  5,000,000  orders/s  15,000,000  0.333  at least 0.33       met
                synced             orders/s                     at least a million  skipped
                """, new RunText(MadeUpRun.run()).text());
    }

    @Test
    void shouldSayThatThereIsNothing() {
        assertEquals("nothing was measured\n", new RunText(MadeUpRun.run(new Results(), Map.of())).text());
    }

    @Test
    void shouldPrintFourDigitsThatCount() {
        assertEquals("0.1235", Numbers.text(0.123456));
        assertEquals("0.000012", Numbers.text(0.000012));
        assertEquals("12.3", Numbers.text(12.3));
        assertEquals("999.9", Numbers.text(999.9));
        assertEquals("5,123,457", Numbers.text(5_123_456.7));
        assertEquals("0", Numbers.text(0));
    }
}
