// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.FulfilmentOutcomeEncoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ReturnOrderDecoder;
import io.holdfast.engine.codec.Switch;

/** Takes shipped units back, onto the shelf or not; what they cost is due as a refund. */
final class ReturnOrder {
    private final State state;
    private final OrderTable orders;
    private final PartTable parts;
    private final StockTable stocks;
    private final OrderLife life;
    private final PartsByLine byLine;
    private final Fulfilment returns;

    ReturnOrder(State state, OrderLife life, PartsByLine byLine) {
        this.state = state;
        this.orders = state.orders;
        this.parts = state.parts;
        this.stocks = state.stocks;
        this.life = life;
        this.byLine = byLine;
        this.returns = new Fulfilment(state, state.returns);
    }

    void decide(ReturnOrderDecoder command, FulfilmentOutcomeEncoder outcome) {
        outcome.fulfilmentId(command.returnId()).orderId(command.orderId());
        int order = orders.find(command.orderId());
        life.expireIfOver(order);
        long fingerprint = fingerprint(command);
        if (returns.isAnswered(command.header(), command.returnId(), fingerprint, outcome)) {
            return;
        }
        ResultCode code = check(command, order);
        if (code == ResultCode.CAPACITY) {
            returns.refuse(command.header(), code, outcome);
            return;
        }
        long units = code == ResultCode.OK ? takenUnits() : 0;
        long refundMinor = code == ResultCode.OK ? takenMinor() : 0;
        if (code == ResultCode.OK) {
            apply(command, order, refundMinor);
        }
        returns.decided(order, command.returnId(), fingerprint, code, units, refundMinor, command.header(), outcome);
    }

    private ResultCode check(ReturnOrderDecoder command, int order) {
        ResultCode code = checkLines(command);
        if (code == ResultCode.OK) {
            code = checkOrder(command, order);
        }
        if (code == ResultCode.OK) {
            code = take(command, order);
        }
        return code == ResultCode.OK && command.restock() == Switch.ON ? checkStocks(command) : code;
    }

    private static ResultCode checkLines(ReturnOrderDecoder command) {
        ReturnOrderDecoder.LinesDecoder lines = command.lines();
        ResultCode code = Fulfilment.checkLines(lines.count(), lines, ReturnOrderDecoder.LinesDecoder::quantity);
        command.sbeRewind();
        return code;
    }

    private ResultCode checkOrder(ReturnOrderDecoder command, int order) {
        if (order == OrderTable.ABSENT) {
            return ResultCode.UNKNOWN_ORDER;
        }
        return switch (orders.status(order)) {
            case REJECTED -> ResultCode.ORDER_REJECTED;
            default ->
                Answer.isExpected(command.expectedVersion(), orders.version(order))
                        ? ResultCode.OK
                        : ResultCode.VERSION_MISMATCH;
        };
    }

    /** Notes how many units each part takes back. */
    private ResultCode take(ReturnOrderDecoder command, int order) {
        byLine.of(order);
        ReturnOrderDecoder.LinesDecoder lines = command.lines();
        ResultCode code = ResultCode.OK;
        if (lines.count() == 0) {
            for (int place = 0; place < byLine.size(); place++) {
                byLine.take(place, leftToReturn(place));
            }
            code = takenUnits() == 0 ? ResultCode.NOT_SO_MANY_SHIPPED : ResultCode.OK;
        }
        while (code != ResultCode.UNKNOWN_LINE && lines.hasNext()) {
            lines.next();
            if (!byLine.hasLine(lines.line())) {
                code = ResultCode.UNKNOWN_LINE;
            } else if (!take(lines.line(), lines.quantity())) {
                code = ResultCode.NOT_SO_MANY_SHIPPED;
            }
        }
        command.sbeRewind();
        return code;
    }

    private boolean take(int line, int quantity) {
        int wanted = quantity;
        for (int place = byLine.first(line); place != PartsByLine.ABSENT; place = byLine.next(place)) {
            int units = Math.min(wanted, leftToReturn(place));
            byLine.take(place, units);
            wanted -= units;
        }
        return wanted == 0;
    }

    private int leftToReturn(int place) {
        int part = byLine.part(place);
        return parts.shipped(part) - parts.returned(part) - byLine.taken(place);
    }

    private ResultCode checkStocks(ReturnOrderDecoder command) {
        int unknown = 0;
        boolean fits = true;
        for (int place = 0; place < byLine.size(); place++) {
            int units = byLine.taken(place);
            if (units > 0) {
                int stock = stockFor(command, byLine.part(place));
                unknown += stock == StockTable.ABSENT ? 1 : 0;
                // Several parts may go to the same stock: it is to have room for them all.
                fits &= stock == StockTable.ABSENT
                        || stocks.addDemand(stock, state.lastSequence, units) <= Long.MAX_VALUE - stocks.onHand(stock);
            }
        }
        if (!fits) {
            return ResultCode.QUANTITY_OVERFLOW;
        }
        return unknown > stocks.room() ? ResultCode.CAPACITY : ResultCode.OK;
    }

    private int stockFor(ReturnOrderDecoder command, int part) {
        return command.location() == Location.ANY
                ? parts.stock(part)
                : stocks.find(parts.sku(part), command.location());
    }

    private long takenUnits() {
        long units = 0;
        for (int place = 0; place < byLine.size(); place++) {
            units += byLine.taken(place);
        }
        return units;
    }

    /** Not more than what was paid, as no unit is taken back twice. */
    private long takenMinor() {
        long minor = 0;
        for (int place = 0; place < byLine.size(); place++) {
            minor += byLine.taken(place) * parts.unitPriceMinor(byLine.part(place));
        }
        return minor;
    }

    private void apply(ReturnOrderDecoder command, int order, long refundMinor) {
        boolean restock = command.restock() == Switch.ON;
        for (int place = 0; place < byLine.size(); place++) {
            int part = byLine.part(place);
            int units = byLine.taken(place);
            if (units > 0) {
                parts.takeBack(part, units);
            }
            if (units > 0 && restock) {
                int stock = command.location() == Location.ANY
                        ? parts.stock(part)
                        : stocks.findOrCreate(parts.sku(part), command.location());
                stocks.restock(stock, units, orders.id(order));
                state.waitlist.offer(stock);
            }
        }
        orders.addRefundDue(order, refundMinor);
        orders.changed(order, state.lastSequence);
        orders.touch(order, state.lastTimestampNs);
    }

    /** What makes two returns the same: everything but the command's header. */
    private static long fingerprint(ReturnOrderDecoder command) {
        long hash = Hash64.combine(Hash64.SEED, command.orderId());
        hash = Hash64.combine(hash, NullValue.orZero(command.expectedVersion()));
        hash = Hash64.combine(hash, ((long) command.location() << 1) | command.restockRaw());
        ReturnOrderDecoder.LinesDecoder line = command.lines();
        hash = Hash64.combine(hash, line.count());
        while (line.hasNext()) {
            line.next();
            hash = Hash64.combine(hash, line.quantity());
            hash = Hash64.combine(hash, line.line());
        }
        command.sbeRewind();
        return hash;
    }
}
