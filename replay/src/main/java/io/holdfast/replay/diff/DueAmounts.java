// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.diff;

import io.holdfast.engine.codec.ResultCode;
import io.holdfast.replay.history.RecordedCommand;
import io.holdfast.replay.history.RecordedOutcome;
import org.agrona.collections.Long2LongHashMap;

/**
 * What is to be paid for the orders that are accepted now for another amount than was due on record, in minor units. On record
 * what a refused order would have cost was due.
 */
final class DueAmounts {
    private static final long SAME = Long.MIN_VALUE;

    private final Long2LongHashMap recordedMinor = new Long2LongHashMap(SAME);
    private final Long2LongHashMap nowMinor = new Long2LongHashMap(SAME);

    void onSubmission(
            RecordedCommand.SubmitOrder order, RecordedOutcome.OfOrder recorded, RecordedOutcome.OfOrder now) {
        if (now.code() != ResultCode.OK) {
            return;
        }
        long dueOnRecord = recorded.code() == ResultCode.OK ? recorded.totalMinor() : wholeMinor(order);
        if (now.totalMinor() == dueOnRecord) {
            recordedMinor.remove(order.orderId());
            nowMinor.remove(order.orderId());
        } else {
            recordedMinor.put(order.orderId(), dueOnRecord);
            nowMinor.put(order.orderId(), now.totalMinor());
        }
    }

    private static long wholeMinor(RecordedCommand.SubmitOrder order) {
        // If it overflows nobody has paid it.
        return order.lines().stream()
                .mapToLong(line -> line.unitPriceMinor() * line.quantity())
                .sum();
    }

    /** What is paid by somebody who paid an amount on record. */
    long paid(long orderId, long paidMinor) {
        return nowMinor.containsKey(orderId) && recordedMinor.get(orderId) == paidMinor
                ? nowMinor.get(orderId)
                : paidMinor;
    }
}
