// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import io.holdfast.engine.Engine;
import io.holdfast.engine.codec.EffectKind;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.replay.ReplayObserver;
import io.holdfast.replay.state.OrderRow;
import io.holdfast.replay.state.StateQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/** Tells everything that touches an order, in the order in which it happened, while a journal is replayed. */
public final class OrderHistory implements ReplayObserver {
    /** What leaves no memory of an order that was submitted: refusals, and that it could not be decided. */
    private static final Set<ResultCode> FORGOTTEN_AT_ONCE = Set.of(
            ResultCode.TOO_OLD,
            ResultCode.FROM_THE_FUTURE,
            ResultCode.ID_CONFLICT,
            ResultCode.CAPACITY,
            ResultCode.NULL_VAL);

    private final long orderId;
    private final Consumer<OrderEvent> events;
    private final DecisionDecoder decoder = new DecisionDecoder();
    private final List<StockMove> moves = new ArrayList<>();
    private long count;

    /** The order's version as far as its history has been told. */
    private int version;

    public OrderHistory(long orderId, Consumer<OrderEvent> events) {
        this.orderId = orderId;
        this.events = events;
    }

    /** How many events there have been so far. */
    public long count() {
        return count;
    }

    @Override
    public void onBegin(Engine engine) {
        version = new StateQueries(engine).order(orderId).map(OrderRow::version).orElse(0);
    }

    @Override
    public void onStockChange(
            long skuId, int location, long onHandDelta, long reservedDelta, long allocatedDelta, long changedOrderId) {
        if (changedOrderId == orderId) {
            StockUnits delta = new StockUnits(onHandDelta, reservedDelta, allocatedDelta);
            moves.add(new StockMove(skuId, location, delta, orderId));
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
        if (decoder.touches(orderId, buffer, commandOffset, outcomeOffset, outcomeLength)) {
            tell(decoder.decode(sequence, timestampNs, buffer, commandOffset, outcomeOffset, outcomeLength));
        }
        moves.clear();
    }

    private void tell(Decision decision) {
        MovesByCause moved = new MovesByCause(decision);
        List<Effect> effects = decision.effects().stream()
                .filter(effect -> effect.orderId() == orderId)
                .toList();
        boolean isNamed = decision.command() instanceof RecordedCommand.OfOrder command && command.orderId() == orderId;
        int before = isNamed ? effectsBefore(decision, effects) : effects.size();
        tell(decision, effects.subList(0, before), moved);
        if (isNamed) {
            tell(decision, null, moved.ofCommand());
            if (isNewSubmission(decision)) {
                version = 1;
            } else if (decision.takesEffect()) {
                version++;
            }
        }
        tell(decision, effects.subList(before, effects.size()), moved);
    }

    private void tell(Decision decision, List<Effect> effects, MovesByCause moved) {
        for (Effect effect : effects) {
            tell(decision, effect, moved.of(effect));
            version += effect.kind() == EffectKind.RESERVED ? 0 : 1;
        }
    }

    private void tell(Decision decision, Effect effect, List<StockMove> moved) {
        events.accept(new OrderEvent(decision, effect, moved));
        count++;
    }

    /**
     * How many of the effects came before the command, which the order's version in the answer tells. Where it does not, as
     * in answers that repeat an earlier one, it makes no difference.
     */
    private int effectsBefore(Decision decision, List<Effect> effects) {
        if (isNewSubmission(decision)) {
            return 0;
        }
        int answered = versionNow(decision);
        if (answered == 0) {
            return effects.size();
        }
        int changes = answered - version - (decision.takesEffect() ? 1 : 0);
        int before = 0;
        while (before < effects.size() && (changes > 0 || effects.get(before).kind() == EffectKind.RESERVED)) {
            changes -= effects.get(before).kind() == EffectKind.RESERVED ? 0 : 1;
            before++;
        }
        return before;
    }

    private static boolean isNewSubmission(Decision decision) {
        return decision.command() instanceof RecordedCommand.SubmitOrder
                && !decision.repeats()
                && !FORGOTTEN_AT_ONCE.contains(decision.outcome().code());
    }

    private static int versionNow(Decision decision) {
        if (decision.command() instanceof RecordedCommand.SubmitOrder) {
            return 0;
        }
        if (decision.outcome() instanceof RecordedOutcome.OfFulfilment fulfilment) {
            return decision.repeats() ? 0 : fulfilment.orderVersion();
        }
        return decision.outcome() instanceof RecordedOutcome.OfOrder order ? order.orderVersion() : 0;
    }

    /** The order's moves within one record, by what they belong to. */
    private final class MovesByCause {
        private final List<StockMove> fills = new ArrayList<>();
        private final List<StockMove> expiry = new ArrayList<>();
        private final List<StockMove> others = new ArrayList<>();

        MovesByCause(Decision decision) {
            List<Cause> causes = Causes.of(decision, moves);
            for (int i = 0; i < causes.size(); i++) {
                Cause cause = causes.get(i);
                if (cause.isOfOrder()) {
                    (cause == Cause.FILL ? fills : cause == Cause.EXPIRY ? expiry : others).add(moves.get(i));
                }
            }
        }

        List<StockMove> ofCommand() {
            return others;
        }

        /** Each fill is one move; they are asked for in their order. */
        List<StockMove> of(Effect effect) {
            return switch (effect.kind()) {
                case FILLED -> List.of(fills.remove(0));
                case EXPIRED -> expiry;
                default -> List.of();
            };
        }
    }
}
