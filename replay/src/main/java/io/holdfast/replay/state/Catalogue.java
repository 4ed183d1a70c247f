// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.state;

import io.holdfast.engine.Location;
import io.holdfast.engine.MessageFormat;
import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.engine.codec.SubmitOrderDecoder;
import io.holdfast.replay.ReplayObserver;
import io.holdfast.replay.history.DecisionDecoder;
import io.holdfast.replay.history.RecordedCommand;
import io.holdfast.replay.history.RecordedOutcome;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongArrayList;
import org.agrona.collections.LongHashSet;

/**
 * Collects the ids of what a replay comes across, because an engine answers about one thing at a time: the SKUs, the
 * locations at which each has or had stock or is waited for, and the orders, in the order of their submission.
 *
 * <p>For one thread.
 */
public final class Catalogue implements ReplayObserver {
    private final DecisionDecoder decoder = new DecisionDecoder();
    private final SortedMap<Long, SortedSet<Integer>> locations = new TreeMap<>();
    private final LongHashSet knownOrderIds = new LongHashSet();
    private final LongArrayList orderIds = new LongArrayList();

    @Override
    public void onStockChange(
            long skuId, int location, long onHandDelta, long reservedDelta, long allocatedDelta, long orderId) {
        locations(skuId).add(location);
    }

    @Override
    public void onRecord(
            long sequence,
            long timestampNs,
            DirectBuffer buffer,
            int commandOffset,
            int commandLength,
            int outcomeOffset,
            int outcomeLength) {
        switch (MessageFormat.templateId(buffer, commandOffset)) {
            case DefineSkuDecoder.TEMPLATE_ID ->
                locations(((RecordedCommand.DefineSku) decoder.command(buffer, commandOffset)).skuId());
            case SubmitOrderDecoder.TEMPLATE_ID -> {
                RecordedCommand.SubmitOrder order =
                        (RecordedCommand.SubmitOrder) decoder.command(buffer, commandOffset);
                if (knownOrderIds.add(order.orderId())) {
                    orderIds.addLong(order.orderId());
                }
                if (outcomeLength > 0) {
                    addWaitedFor(order, (RecordedOutcome.OfOrder) decoder.outcome(buffer, outcomeOffset));
                }
            }
            default -> {}
        }
    }

    /** A stock that orders wait for is known, though it has never changed. */
    private void addWaitedFor(RecordedCommand.SubmitOrder order, RecordedOutcome.OfOrder outcome) {
        for (RecordedOutcome.OfOrder.Part part : outcome.parts()) {
            if (part.waiting() > 0 && part.location() != Location.ANY) {
                locations(order.lines().get(part.line()).skuId()).add(part.location());
            }
        }
    }

    private SortedSet<Integer> locations(long skuId) {
        return locations.computeIfAbsent(skuId, id -> new TreeSet<>());
    }

    /** The SKUs by their ids, each with its locations; a definition that was refused is among them. */
    public SortedMap<Long, SortedSet<Integer>> stocks() {
        return locations;
    }

    /** The ids of all orders that were ever submitted, each once; the engine may not remember them all. */
    public void forEachOrderId(LongConsumer consumer) {
        for (int i = 0; i < orderIds.size(); i++) {
            consumer.accept(orderIds.getLong(i));
        }
    }
}
