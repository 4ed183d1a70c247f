// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.DecodedAnswer.Header;
import io.holdfast.engine.DecodedAnswer.OrderOutcome;
import io.holdfast.engine.ModelCommand.Cancel;
import io.holdfast.engine.ModelCommand.Confirm;
import io.holdfast.engine.ModelOrder.Part;
import io.holdfast.engine.ModelState.Place;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.Switch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules, "Paying, cancelling ..." and "Holds and their end". */
final class ModelPayments {
    private final ModelState state;

    ModelPayments(ModelState state) {
        this.state = state;
    }

    OrderOutcome confirm(Confirm wanted) {
        ModelOrder order = named(state, wanted.orderId());
        Wrong wrong = Wrong.age(state)
                .addIf(wanted.paidMinor() < 0, ResultCode.INVALID_PRICE)
                .addIf(order == null, ResultCode.UNKNOWN_ORDER);
        boolean isPaid = false;
        if (order != null) {
            isPaid = order.is(OrderStatus.CONFIRMED, OrderStatus.FULFILLED);
            wrong.addIf(order.is(OrderStatus.REJECTED), ResultCode.ORDER_REJECTED)
                    .addIf(order.is(OrderStatus.CANCELLED), ResultCode.ORDER_CANCELLED)
                    .addIf(order.is(OrderStatus.EXPIRED) && !canRetake(order), ResultCode.ORDER_EXPIRED)
                    .addIf(order.is(OrderStatus.WAITING), ResultCode.ORDER_WAITING)
                    .addIf(wanted.paidMinor() != order.original.totalMinor(), ResultCode.PAID_AMOUNT_MISMATCH)
                    .addIf(!isPaid && isOther(order, wanted.expectedVersion()), ResultCode.VERSION_MISMATCH);
        }
        if (wrong.nothing() && !isPaid) {
            if (order.is(OrderStatus.EXPIRED)) {
                order.parts.forEach(part -> part.held = part.quantity);
                state.count(order);
            }
            order.status = OrderStatus.CONFIRMED;
            state.clearDeadline(order);
            order.paidMinor = wanted.paidMinor();
            state.changed(order);
        }
        return asItIs(wanted.orderId(), wrong.code());
    }

    OrderOutcome cancel(Cancel wanted) {
        ModelOrder order = named(state, wanted.orderId());
        Wrong wrong = Wrong.age(state).addIf(order == null, ResultCode.UNKNOWN_ORDER);
        boolean isCancelled = false;
        if (order != null) {
            isCancelled = order.is(OrderStatus.CANCELLED);
            wrong.addIf(order.is(OrderStatus.REJECTED), ResultCode.ORDER_REJECTED)
                    .addIf(order.is(OrderStatus.EXPIRED), ResultCode.ORDER_EXPIRED)
                    .addIf(order.is(OrderStatus.FULFILLED), ResultCode.ORDER_FULFILLED)
                    .addIf(!isCancelled && isOther(order, wanted.expectedVersion()), ResultCode.VERSION_MISMATCH);
        }
        if (wrong.nothing() && !isCancelled) {
            if (order.is(OrderStatus.CONFIRMED)) {
                for (Part part : order.parts) {
                    order.refundDueMinor += part.held * part.asked.unitPriceMinor();
                }
            }
            state.release(order);
            order.status = OrderStatus.CANCELLED;
            state.clearDeadline(order);
            state.changed(order);
        }
        return asItIs(wanted.orderId(), wrong.code());
    }

    /** An order that a command names; one that is over expires by that. */
    static ModelOrder named(ModelState state, long orderId) {
        ModelOrder order = state.orders.get(orderId);
        if (order != null && state.isOver(order)) {
            state.expire(order);
        }
        return order;
    }

    static boolean isOther(ModelOrder order, int expectedVersion) {
        return expectedVersion != 0 && expectedVersion != order.version;
    }

    /** Whether an expired order can have its units back: all of them, each from where it was. */
    private boolean canRetake(ModelOrder order) {
        Map<Place, Long> units = new HashMap<>();
        Map<Long, Long> unitsOfSku = new HashMap<>();
        for (Part part : order.parts) {
            if (part.quantity > 0) {
                units.merge(part.place(), (long) part.quantity, Long::sum);
                unitsOfSku.merge(part.asked.skuId(), (long) part.quantity, Long::sum);
            }
        }
        long customerId = order.submitted.customerId();
        return order.retakes()
                && !order.wasWaiting
                && unitsOfSku.keySet().stream()
                        .allMatch(skuId -> state.skus.get(skuId).now().suspended() == Switch.OFF)
                && unitsOfSku.entrySet().stream()
                        .noneMatch(sku -> state.isOverLimit(customerId, sku.getKey(), sku.getValue()))
                && units.entrySet().stream().allMatch(had -> had.getValue() <= state.offered(had.getKey()));
    }

    private OrderOutcome asItIs(long orderId, ResultCode code) {
        ModelOrder order = state.orders.get(orderId);
        if (order == null) {
            return new OrderOutcome(state.answer(code), orderId, 0, 0, 0, OrderStatus.NONE, 0, 0, List.of());
        }
        Header header = code == ResultCode.OK ? state.answerAgain(order.changedSequence, code) : state.answer(code);
        return new OrderOutcome(
                header,
                orderId,
                order.original.totalMinor(),
                order.paidMinor,
                order.refundDueMinor,
                order.status,
                order.deadlineNs,
                order.version,
                List.of());
    }
}
