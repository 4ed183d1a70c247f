// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.diff;

import io.holdfast.journal.JournalEnd;
import java.util.List;

/**
 * What is decided otherwise, all together.
 *
 * @param end             how far the journal was read.
 * @param sums            on record and now.
 * @param tallies         of the commands that are decided otherwise.
 * @param differingOrders orders of which at least one command is decided otherwise.
 * @param unpaid          what the orders come to that are accepted only now, and for which nobody pays: on record they were
 *                        refused, so nobody tried to.
 * @param unpaidOrders    how many these are.
 * @param expiredOnlyOnRecord orders that expired on record only.
 * @param expiredOnlyNow  orders that expire now only.
 * @param digest          of the state behind it now.
 */
public record DiffReport(
        JournalEnd end,
        List<BothSums> sums,
        List<Tally> tallies,
        long differingOrders,
        long unpaidOrders,
        Amount unpaid,
        long expiredOnlyOnRecord,
        long expiredOnlyNow,
        long digest) {
    /** A sum on record and now. */
    public record BothSums(Sum sum, long onRecord, long now) {}

    /** Commands of a kind that are decided otherwise in the same way; see {@link Difference}. */
    public record Tally(String command, Difference.Kind kind, long count, Amount amount) {
        Tally plus(Amount other) {
            return new Tally(command, kind, count + 1, amount.plus(other));
        }
    }

    /** Whether everything is decided as on record. */
    public boolean isSame() {
        return tallies.isEmpty() && expiredOnlyOnRecord + expiredOnlyNow == 0;
    }
}
