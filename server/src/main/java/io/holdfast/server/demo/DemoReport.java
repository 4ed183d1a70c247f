// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.demo;

import java.util.Map;

/**
 * What came of a demo. The fields that must be 0 or true are what Holdfast promises.
 *
 * @param orders            orders wanted by the clients, each with an id of its own.
 * @param accepted          of these.
 * @param rejected          of these.
 * @param rejectedBecause   how many for which reason.
 * @param confirmed         accepted and paid.
 * @param cancelled         accepted and given back.
 * @param abandoned         accepted and never paid, so that their holds ended and their units were for sale again.
 * @param soldUnits         of all SKUs.
 * @param soldMinor         money taken, in minor units.
 * @param hotUnits          of the hot SKU, in stock at the beginning.
 * @param sentTwice         orders submitted twice on purpose.
 * @param askedAgain        commands asked again because a crash had come before their answer.
 * @param oversold          units promised beyond the stock; must be 0.
 * @param duplicatedEffects commands that took effect twice; must be 0.
 * @param lostAnswers       answered orders that a crash has changed; must be 0.
 * @param differences       SKUs where the clients' accounts and the engine's differ; must be 0.
 * @param unexpectedAnswers answers that make no sense for what was asked; must be 0.
 * @param kills             times the server was killed with SIGKILL.
 * @param recoveredSequence the last command that the last recovery found.
 * @param recoveryMillis    the slowest start after a kill, until ready.
 * @param digestsMatch      every state that was compared with an independent replay is equal; must be true.
 * @param digest            of the state at the end.
 * @param records           commands in the journal at the end.
 * @param ordersPerSecond   orders decided, while the server was up.
 * @param latencyMicros     from submission to answer, as the clients saw it with their windows full.
 * @param seconds           all of it.
 * @param seed              makes the same sale again.
 */
public record DemoReport(
        int orders,
        int accepted,
        int rejected,
        Map<String, Integer> rejectedBecause,
        int confirmed,
        int cancelled,
        int abandoned,
        long soldUnits,
        long soldMinor,
        int hotUnits,
        int sentTwice,
        int askedAgain,
        long oversold,
        int duplicatedEffects,
        int lostAnswers,
        int differences,
        int unexpectedAnswers,
        int kills,
        long recoveredSequence,
        long recoveryMillis,
        boolean digestsMatch,
        String digest,
        long records,
        long ordersPerSecond,
        Latency latencyMicros,
        double seconds,
        long seed) {

    /**
     * Percentiles in microseconds.
     *
     * @param p50  half of the answers came sooner.
     * @param p99  99 of 100 came sooner.
     * @param p999 999 of 1,000 came sooner.
     */
    public record Latency(double p50, double p99, double p999) {}

    /** Whether everything that must hold holds. */
    public boolean isGood() {
        return oversold == 0
                && duplicatedEffects == 0
                && lostAnswers == 0
                && differences == 0
                && unexpectedAnswers == 0
                && digestsMatch
                && accepted + rejected == orders
                && confirmed + cancelled + abandoned == accepted;
    }
}
