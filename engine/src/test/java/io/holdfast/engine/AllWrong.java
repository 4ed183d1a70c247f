// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.engine.codec.ResultCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Test fixture: all that is wrong with a command at once. */
record AllWrong(Set<ResultCode> codes) {
    /** So long after it was first sent a command is too old, and so long before it, from the future. */
    private static final long WINDOW_NS = 100;

    private static final long TOLERANCE_NS = 10;

    static final int PLENTY = 10_000;

    /** Room for all that the combinations store, but for as many of these as are said. */
    record Room(int skus, int orders, int adjustments, int shipments, int returns) {
        static final Room FOR_ALL = new Room(PLENTY, 1 << 20, PLENTY, PLENTY, PLENTY);

        EngineSettings settings() {
            return new EngineSettings(
                    WINDOW_NS, TOLERANCE_NS, skus, PLENTY, orders, PLENTY, adjustments, shipments, returns, 0, 0, 0);
        }
    }

    /** Every set of these codes but those that are both too old and from the future. */
    static List<AllWrong> combinations(ResultCode... codes) {
        List<AllWrong> combinations = new ArrayList<>();
        for (int bits = 0; bits < 1 << codes.length; bits++) {
            Set<ResultCode> combination = EnumSet.noneOf(ResultCode.class);
            for (int i = 0; i < codes.length; i++) {
                if ((bits & 1 << i) != 0) {
                    combination.add(codes[i]);
                }
            }
            if (!combination.containsAll(Set.of(ResultCode.TOO_OLD, ResultCode.FROM_THE_FUTURE))) {
                combinations.add(new AllWrong(combination));
            }
        }
        return combinations;
    }

    boolean is(ResultCode code) {
        return codes.contains(code);
    }

    /** How many of these are among them. */
    int count(Set<ResultCode> some) {
        return (int) codes.stream().filter(some::contains).count();
    }

    /** The rig, about to send as early or late as is wrong. */
    EngineRig sent(EngineRig rig) {
        if (is(ResultCode.TOO_OLD)) {
            return rig.sentAfter(-WINDOW_NS - 1);
        }
        return rig.sentAfter(is(ResultCode.FROM_THE_FUTURE) ? TOLERANCE_NS + 1 : 0);
    }

    /** The answer is the first of them in the order of declaration. */
    void expect(DecodedAnswer answer) {
        assertEquals(codes.isEmpty() ? ResultCode.OK : Collections.min(codes), answer.code(), codes::toString);
    }
}
