// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.DecodedAnswer.OrderOutcome;
import io.holdfast.engine.ModelCommand.Submit;
import io.holdfast.engine.ModelState.Place;
import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.OrderStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An order of the {@link Model}: how it was submitted and answered, and what has become of it. */
final class ModelOrder {
    /** What one line of an order has from one location, or what it waits for. */
    static final class Part {
        final int line;
        final Line asked;
        final int location;
        int quantity;
        int held;
        int waiting;
        int shipped;
        int returned;

        Part(int line, Line asked, int location, int held, int waiting) {
            this.line = line;
            this.asked = asked;
            this.location = location;
            this.quantity = held + waiting;
            this.held = held;
            this.waiting = waiting;
        }

        Place place() {
            return new Place(asked.skuId(), location);
        }

        boolean isAt(Place place) {
            return location == place.location() && asked.skuId() == place.skuId();
        }
    }

    final Submit submitted;
    final OrderOutcome original;
    /** Of the SKUs for which a limit counts the order's units. */
    final Set<Long> counted = new HashSet<>();

    final List<Part> parts = new ArrayList<>();
    long timeToPayNs;
    OrderStatus status;
    long paidMinor;
    long refundDueMinor;
    /** When it expired. */
    boolean wasWaiting;

    int version;
    long changedSequence;
    long changedNs;
    /** 0 where there is none. */
    long deadlineNs;
    /** The moments of the last change, and of setting the deadline: of what happened at the same time, which was first. */
    long changed;

    long deadlineSet;

    ModelOrder(Submit submitted, OrderOutcome original) {
        this.submitted = submitted;
        this.original = original;
        this.status = original.status();
    }

    boolean is(OrderStatus... statuses) {
        for (OrderStatus each : statuses) {
            if (status == each) {
                return true;
            }
        }
        return false;
    }

    boolean isFinished() {
        return is(OrderStatus.REJECTED, OrderStatus.CANCELLED, OrderStatus.EXPIRED, OrderStatus.FULFILLED);
    }

    boolean retakes() {
        return submitted.terms().latePayment() == LatePayment.RETAKE;
    }

    long submittedSequence() {
        return original.header().decidedSequence();
    }
}
