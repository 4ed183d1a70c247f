// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.records;

import io.holdfast.engine.Engine;
import io.holdfast.journal.RecordHandler;
import io.holdfast.replay.history.Decision;
import io.holdfast.replay.history.DecisionDecoder;
import io.holdfast.replay.history.RecordedCommand;
import io.holdfast.replay.state.StateQueries;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;

/**
 * Picks records out of a journal. To know which orders asked for a SKU it must be shown the journal from its first record.
 *
 * <p>For one thread.
 */
public final class DecisionFilter implements RecordHandler {
    private final Criteria criteria;
    private final Consumer<Decision> decisions;
    private final DecisionDecoder decoder = new DecisionDecoder();

    /** The orders that asked for the SKU. */
    private final LongHashSet orderIds = new LongHashSet();

    /**
     * @param begin what a replay of the journal would begin with: a new engine, or one that goes on from a snapshot.
     */
    public DecisionFilter(Criteria criteria, Engine begin, Consumer<Decision> decisions) {
        this.criteria = criteria;
        this.decisions = decisions;
        if (criteria.skuId() != null) {
            new StateQueries(begin).forEachOrder(order -> {
                if (order.lines().stream().anyMatch(line -> line.skuId() == criteria.skuId())) {
                    orderIds.add(order.orderId());
                }
            });
        }
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
        boolean isLateEnough = sequence >= criteria.fromSequence() && timestampNs >= criteria.fromTimestampNs();
        if (!isLateEnough && criteria.skuId() == null) {
            return;
        }
        Decision decision = decoder.decode(sequence, timestampNs, buffer, commandOffset, outcomeOffset, outcomeLength);
        if (isOfSku(decision) && isOfOrder(decision) && isAnsweredAsWanted(decision) && isLateEnough) {
            decisions.accept(decision);
        }
    }

    private boolean isAnsweredAsWanted(Decision decision) {
        return criteria.result() == null || decision.outcome().code() == criteria.result();
    }

    private boolean isOfOrder(Decision decision) {
        Long orderId = criteria.orderId();
        return orderId == null
                || (decision.command() instanceof RecordedCommand.OfOrder command && command.orderId() == orderId)
                || decision.effects().stream().anyMatch(effect -> effect.orderId() == orderId);
    }

    private boolean isOfSku(Decision decision) {
        Long skuId = criteria.skuId();
        return skuId == null
                || isNamedBy(decision.command(), skuId)
                || decision.effects().stream().anyMatch(effect -> orderIds.contains(effect.orderId()));
    }

    private boolean isNamedBy(RecordedCommand command, long skuId) {
        if (command instanceof RecordedCommand.SubmitOrder order
                && order.lines().stream().anyMatch(line -> line.skuId() == skuId)) {
            orderIds.add(order.orderId());
        }
        if (command instanceof RecordedCommand.OfOrder order) {
            return orderIds.contains(order.orderId());
        }
        return command instanceof RecordedCommand.OfSku sku && sku.skuId() == skuId;
    }
}
