// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.ReturnLine;
import io.holdfast.engine.Commands.ShipLine;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.ModelCommand.Adjust;
import io.holdfast.engine.ModelCommand.Content;
import io.holdfast.engine.ModelCommand.Define;
import io.holdfast.engine.ModelCommand.Return;
import io.holdfast.engine.ModelCommand.Ship;
import io.holdfast.engine.ModelCommand.Submit;
import io.holdfast.engine.ModelCommand.Transfer;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.Switch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Contents with an id that differ from others in a single thing, if only in how it says 0: what an engine must tell
 * apart, or must not.
 */
final class AlmostTheSame {
    private final Random random;

    AlmostTheSame(Random random) {
        this.random = random;
    }

    Content as(Content content) {
        if (content instanceof Define define) {
            return as(define);
        } else if (content instanceof Adjust adjust) {
            return as(adjust);
        } else if (content instanceof Transfer transfer) {
            return as(transfer);
        } else if (content instanceof Submit submit) {
            return as(submit);
        } else if (content instanceof Ship ship) {
            return as(ship);
        } else if (content instanceof Return takeBack) {
            return as(takeBack);
        }
        return content;
    }

    private Define as(Define it) {
        int changed = random.nextInt(5);
        Long price = it.listPriceMinor();
        return new Define(
                it.skuId(),
                changed == 0 ? (Long) (price == null ? 0L : price + 1) : price,
                changed == 1 ? other(it.safetyStock()) : it.safetyStock(),
                changed == 2 ? other(it.code()) : it.code(),
                changed == 3 ? other(it.customerLimit()) : it.customerLimit(),
                changed == 4 ? other(it.locationOrder(), this::otherLocation, 65_535) : it.locationOrder());
    }

    private Adjust as(Adjust it) {
        int changed = random.nextInt(5);
        return new Adjust(
                it.adjustmentId(),
                changed == 0 ? it.skuId() ^ 1 : it.skuId(),
                changed == 1 ? otherPlace(it.location()) : it.location(),
                changed == 2 ? other(it.delta()) : it.delta(),
                changed == 3 ? AdjustmentReason.get((short) ((it.reason().value() + 1) % 4)) : it.reason(),
                changed == 4 ? other(it.reference()) : it.reference());
    }

    private Transfer as(Transfer it) {
        int changed = random.nextInt(5);
        return new Transfer(
                it.adjustmentId(),
                changed == 0 ? it.skuId() ^ 1 : it.skuId(),
                changed == 1 ? otherPlace(it.from()) : it.from(),
                changed == 2 ? otherPlace(it.to()) : it.to(),
                changed == 3 ? other(it.quantity()) : it.quantity(),
                changed == 4 ? other(it.reference()) : it.reference());
    }

    private Submit as(Submit it) {
        int changed = random.nextInt(8);
        Terms terms = it.terms();
        Terms otherTerms = new Terms(
                changed == 0 ? ShortagePolicy.get((short) ((terms.policy().value() + 1) % 3)) : terms.policy(),
                changed == 1 ? other(terms.timeToPayNs()) : terms.timeToPayNs(),
                changed == 2 ? other(terms.timeToWaitNs()) : terms.timeToWaitNs(),
                changed == 3 ? otherPriority(terms.priority()) : terms.priority(),
                changed == 4 ? LatePayment.get((short) (1 - terms.latePayment().value())) : terms.latePayment());
        return new Submit(
                it.orderId(),
                changed == 5 ? it.customerId() + 1 : it.customerId(),
                otherTerms,
                changed >= 6 ? other(it.lines(), this::other, Line.of(1, 1, 1)) : it.lines());
    }

    private Line other(Line it) {
        int changed = random.nextInt(4);
        return new Line(
                changed == 0 ? it.skuId() ^ 1 : it.skuId(),
                changed == 1 ? otherLocation(it.location()) : it.location(),
                changed == 2 ? other(it.quantity()) : it.quantity(),
                changed == 3 ? it.unitPriceMinor() ^ 1 : it.unitPriceMinor());
    }

    private Ship as(Ship it) {
        int changed = random.nextInt(4);
        return new Ship(
                it.shipmentId(),
                changed == 0 ? it.orderId() ^ 1 : it.orderId(),
                changed == 1 ? other(it.expectedVersion()) : it.expectedVersion(),
                changed >= 2 ? other(it.lines(), this::other, ShipLine.of(0, 1)) : it.lines());
    }

    private ShipLine other(ShipLine it) {
        int changed = random.nextInt(3);
        return new ShipLine(
                changed == 0 ? otherLocation(it.line()) : it.line(),
                changed == 1 ? otherLocation(it.location()) : it.location(),
                changed == 2 ? other(it.quantity()) : it.quantity());
    }

    private Return as(Return it) {
        int changed = random.nextInt(5);
        return new Return(
                it.returnId(),
                changed == 0 ? it.orderId() ^ 1 : it.orderId(),
                changed == 1 ? other(it.expectedVersion()) : it.expectedVersion(),
                changed == 2 ? otherLocation(it.location()) : it.location(),
                changed == 3 ? Switch.get((short) (1 - it.restock().value())) : it.restock(),
                changed == 4 ? other(it.lines(), this::other, new ReturnLine(0, 1)) : it.lines());
    }

    private ReturnLine other(ReturnLine it) {
        return random.nextBoolean()
                ? new ReturnLine(otherLocation(it.line()), it.quantity())
                : new ReturnLine(it.line(), other(it.quantity()));
    }

    /** One entry more, one fewer, two exchanged, or one that is other. */
    private <T> List<T> other(List<T> entries, UnaryOperator<T> otherEntry, T more) {
        List<T> other = new ArrayList<>(entries);
        int at = random.nextInt(entries.size() + 1);
        if (at == entries.size()) {
            other.add(more);
        } else if (random.nextInt(3) == 0) {
            other.remove(at);
        } else if (random.nextInt(3) == 0) {
            other.add(other.remove(at));
        } else {
            other.set(at, otherEntry.apply(entries.get(at)));
        }
        return List.copyOf(other);
    }

    /** Half of the time the same: nothing said is 0. */
    private int other(int number) {
        return number == 0 && random.nextBoolean() ? Integer.MIN_VALUE : number ^ 1 << random.nextInt(Integer.SIZE);
    }

    private long other(long number) {
        return number == 0 && random.nextBoolean() ? Long.MIN_VALUE : number ^ 1L << random.nextInt(Long.SIZE);
    }

    private int otherPriority(int priority) {
        return priority == 0 && random.nextBoolean() ? 255 : priority ^ 1 << random.nextInt(Byte.SIZE);
    }

    private static String other(String text) {
        return text.equals("A") ? "B" : "A";
    }

    private int otherLocation(int location) {
        return random.nextInt(3) == 0 ? Commands.ANY : location ^ 1 << random.nextInt(Short.SIZE);
    }

    /** A location that is none is no place for stock. */
    private int otherPlace(int location) {
        return (location ^ 1 << random.nextInt(Short.SIZE)) % Commands.ANY;
    }
}
