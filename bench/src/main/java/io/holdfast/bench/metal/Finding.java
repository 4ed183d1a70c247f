// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.metal;

/**
 * What was seen of one thing that latency depends on.
 *
 * @param name    the thing.
 * @param verdict whether it is as it should be.
 * @param seen    how it is.
 * @param costs   what that costs; empty unless it is a warning.
 * @param remedy  what to do; empty unless it is a warning.
 */
record Finding(String name, Verdict verdict, String seen, String costs, String remedy) {
    /** Whether something is as it should be. */
    enum Verdict {
        OK,
        WARN,
        /** The kernel does not say. */
        UNKNOWN
    }

    static Finding ok(String name, String seen) {
        return new Finding(name, Verdict.OK, seen, "", "");
    }

    static Finding warn(String name, String seen, String costs, String remedy) {
        return new Finding(name, Verdict.WARN, seen, costs, remedy);
    }

    static Finding unknown(String name, String seen) {
        return new Finding(name, Verdict.UNKNOWN, seen, "", "");
    }
}
