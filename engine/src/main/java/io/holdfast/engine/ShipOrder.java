// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.FulfilmentOutcomeEncoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ShipOrderDecoder;

/** Lets units of a paid order leave: they are no longer allocated, nor on hand. */
final class ShipOrder {
    private final State state;
    private final OrderTable orders;
    private final PartTable parts;
    private final OrderLife life;
    private final PartsByLine byLine;
    private final Fulfilment shipments;

    ShipOrder(State state, OrderLife life, PartsByLine byLine) {
        this.state = state;
        this.orders = state.orders;
        this.parts = state.parts;
        this.life = life;
        this.byLine = byLine;
        this.shipments = new Fulfilment(state, state.shipments);
    }

    void decide(ShipOrderDecoder command, FulfilmentOutcomeEncoder outcome) {
        outcome.fulfilmentId(command.shipmentId()).orderId(command.orderId());
        int order = orders.find(command.orderId());
        life.expireIfOver(order);
        long fingerprint = fingerprint(command);
        if (shipments.isAnswered(command.header(), command.shipmentId(), fingerprint, outcome)) {
            return;
        }
        ResultCode code = check(command, order);
        long units = code == ResultCode.OK ? apply(order) : 0;
        shipments.decided(order, command.shipmentId(), fingerprint, code, units, 0, command.header(), outcome);
    }

    private ResultCode check(ShipOrderDecoder command, int order) {
        ResultCode code = checkLines(command);
        if (code == ResultCode.OK) {
            code = checkOrder(command, order);
        }
        return code == ResultCode.OK ? take(command, order) : code;
    }

    private static ResultCode checkLines(ShipOrderDecoder command) {
        ShipOrderDecoder.LinesDecoder lines = command.lines();
        ResultCode code = Fulfilment.checkLines(lines.count(), lines, ShipOrderDecoder.LinesDecoder::quantity);
        command.sbeRewind();
        return code;
    }

    private ResultCode checkOrder(ShipOrderDecoder command, int order) {
        if (order == OrderTable.ABSENT) {
            return ResultCode.UNKNOWN_ORDER;
        }
        return switch (orders.status(order)) {
            case REJECTED -> ResultCode.ORDER_REJECTED;
            case CANCELLED -> ResultCode.ORDER_CANCELLED;
            case EXPIRED -> ResultCode.ORDER_EXPIRED;
            case RESERVED, WAITING -> ResultCode.ORDER_NOT_PAID;
            case FULFILLED -> ResultCode.ORDER_FULFILLED;
            default ->
                Answer.isExpected(command.expectedVersion(), orders.version(order))
                        ? ResultCode.OK
                        : ResultCode.VERSION_MISMATCH;
        };
    }

    /** Notes how many units each part is to give. */
    private ResultCode take(ShipOrderDecoder command, int order) {
        byLine.of(order);
        ShipOrderDecoder.LinesDecoder lines = command.lines();
        if (lines.count() == 0) {
            for (int place = 0; place < byLine.size(); place++) {
                byLine.take(place, parts.unshipped(byLine.part(place)));
            }
        }
        ResultCode code = ResultCode.OK;
        while (code != ResultCode.UNKNOWN_LINE && lines.hasNext()) {
            lines.next();
            int line = lines.line();
            int location = lines.location();
            if (!byLine.hasLine(line) || (location != Location.ANY && !byLine.isAt(line, location))) {
                code = ResultCode.UNKNOWN_LINE;
            } else if (!take(line, location, lines.quantity())) {
                code = ResultCode.NOT_SO_MANY_ALLOCATED;
            }
        }
        command.sbeRewind();
        return code;
    }

    private boolean take(int line, int location, int quantity) {
        int wanted = quantity;
        for (int place = byLine.first(line); place != PartsByLine.ABSENT; place = byLine.next(place)) {
            int part = byLine.part(place);
            if (location == Location.ANY || parts.location(part) == location) {
                int units = Math.min(wanted, parts.unshipped(part) - byLine.taken(place));
                byLine.take(place, units);
                wanted -= units;
            }
        }
        return wanted == 0;
    }

    private long apply(int order) {
        long shipped = 0;
        long left = 0;
        for (int place = 0; place < byLine.size(); place++) {
            int part = byLine.part(place);
            int units = byLine.taken(place);
            if (units > 0) {
                state.stocks.ship(parts.stock(part), units, orders.id(order));
                parts.ship(part, units);
            }
            shipped += units;
            left += parts.unshipped(part);
        }
        orders.changed(order, state.lastSequence);
        if (left == 0) {
            orders.status(order, OrderStatus.FULFILLED);
            orders.finish(order, state.lastTimestampNs);
        }
        return shipped;
    }

    /** What makes two shipments the same: everything but the command's header. */
    private static long fingerprint(ShipOrderDecoder command) {
        long hash = Hash64.combine(Hash64.SEED, command.orderId());
        hash = Hash64.combine(hash, NullValue.orZero(command.expectedVersion()));
        ShipOrderDecoder.LinesDecoder line = command.lines();
        hash = Hash64.combine(hash, line.count());
        while (line.hasNext()) {
            line.next();
            hash = Hash64.combine(hash, line.quantity());
            hash = Hash64.combine(hash, ((long) line.line() << Short.SIZE) | line.location());
        }
        command.sbeRewind();
        return hash;
    }
}
