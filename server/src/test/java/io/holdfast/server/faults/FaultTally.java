// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.faults;

/** What the fault loop has done; nothing of it lost anything, or there would be no tally. */
final class FaultTally {
    long rounds;
    long orders;
    long kills;
    long flips;
    long cuts;
    long refused;
    long harmless;
    long fills;
    long simulations;

    @Override
    public String toString() {
        return String.format(
                "%,d rounds: %,d orders, %,d kills, %,d flipped bits and %,d cuts (%,d refused, %,d harmless), %,d full disks,"
                        + " %,d simulated runs: nothing lost",
                rounds, orders, kills, flips, cuts, refused, harmless, fills, simulations);
    }
}
