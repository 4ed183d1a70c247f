// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.metal;

import java.util.ArrayList;
import java.util.List;

/** What a look at the clock costs. */
final class ClockCost {
    private static final int LOOKS = 2_000_000;
    private static final int ROUNDS = 5;

    private ClockCost() {}

    /** Nanoseconds for each, of some rounds; the first one, which warms up, is not among them. */
    static List<Double> measureNs() {
        List<Double> costsNs = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            long beganNs = System.nanoTime();
            long lastNs = beganNs;
            for (int i = 0; i < LOOKS; i++) {
                lastNs = System.nanoTime();
            }
            if (round > 0) {
                costsNs.add((double) (lastNs - beganNs) / LOOKS);
            }
        }
        return costsNs;
    }
}
