// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.OrderOutcomeEncoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.SubmitOrderDecoder;

/** Holds the units an order asks for; what becomes of it where they are not all there is for its policy to say. */
final class SubmitOrder {
    private final State state;
    private final SkuTable skus;
    private final StockTable stocks;
    private final OrderTable orders;
    private final PartTable parts;
    private final OrderLife life;
    private final Allotment allotment;

    /** What the whole quantities of the lines cost. */
    private long wholeMinor;

    SubmitOrder(State state, OrderLife life) {
        this.state = state;
        this.skus = state.skus;
        this.stocks = state.stocks;
        this.orders = state.orders;
        this.parts = state.parts;
        this.life = life;
        this.allotment = new Allotment(skus, stocks);
    }

    void decide(SubmitOrderDecoder command, OrderOutcomeEncoder outcome) {
        ResultCode age = state.checkAge(command.header());
        if (age != ResultCode.OK) {
            refuse(command, age, outcome);
            return;
        }
        long fingerprint = OrderTable.fingerprint(command);
        int known = orders.find(command.orderId());
        if (known != OrderTable.ABSENT) {
            if (orders.fingerprint(known) == fingerprint) {
                answer(command, known, outcome);
            } else {
                refuse(command, ResultCode.ID_CONFLICT, outcome);
            }
            return;
        }
        int lineCount = command.lines().count();
        command.sbeRewind();
        if (orders.isFull() || lineCount > state.partRoom()) {
            refuse(command, ResultCode.CAPACITY, outcome);
            return;
        }

        ResultCode code = check(command);
        if (code == ResultCode.CAPACITY) {
            refuse(command, code, outcome);
            return;
        }
        int order = code == ResultCode.OK
                ? accept(command, fingerprint)
                : orders.reject(state.lastSequence, state.lastTimestampNs, command, fingerprint, code);
        answer(command, order, outcome);
    }

    /** The failing check that comes first in the order of precedence, whichever line it is on. */
    private ResultCode check(SubmitOrderDecoder command) {
        SubmitOrderDecoder.LinesDecoder lines = command.lines();
        if (lines.count() == 0) {
            return ResultCode.EMPTY_ORDER;
        }
        if (lines.count() > Engine.MAX_ORDER_LINES) {
            return ResultCode.TOO_MANY_LINES;
        }
        ResultCode first = checkTerms(command);
        wholeMinor = 0;
        allotment.clear();
        while (lines.hasNext()) {
            first = first(first, checkLine(command.customerId(), lines.next()));
        }
        return first == ResultCode.OK ? checkStock(command.policy()) : first;
    }

    private static ResultCode first(ResultCode one, ResultCode other) {
        if (one == ResultCode.OK || other == ResultCode.OK) {
            return one == ResultCode.OK ? other : one;
        }
        return one.compareTo(other) < 0 ? one : other;
    }

    private static ResultCode checkTerms(SubmitOrderDecoder command) {
        if (!EngineSettings.isTime(NullValue.orZero(command.timeToPayNs()))
                || !EngineSettings.isTime(NullValue.orZero(command.timeToWaitNs()))) {
            return ResultCode.INVALID_TIME;
        }
        return NullValue.priorityOrZero(command.priority()) < Waitlist.PRIORITIES
                ? ResultCode.OK
                : ResultCode.INVALID_PRIORITY;
    }

    private ResultCode checkLine(long customerId, SubmitOrderDecoder.LinesDecoder line) {
        int quantity = line.quantity();
        long unitPriceMinor = line.unitPriceMinor();
        if (quantity <= 0) {
            return ResultCode.INVALID_QUANTITY;
        }
        if (unitPriceMinor < 0) {
            return ResultCode.INVALID_PRICE;
        }
        int sku = skus.find(line.skuId());
        if (sku == SkuTable.ABSENT) {
            return ResultCode.UNKNOWN_SKU;
        }
        if (skus.isSuspended(sku)) {
            return ResultCode.SKU_SUSPENDED;
        }
        long listPriceMinor = skus.listPriceMinor(sku);
        if (listPriceMinor != SkuTable.NO_LIST_PRICE && listPriceMinor != unitPriceMinor) {
            return ResultCode.PRICE_MISMATCH;
        }
        long lineMinor = unitPriceMinor * quantity;
        if (Math.multiplyHigh(unitPriceMinor, quantity) != 0
                || lineMinor < 0
                || lineMinor > Long.MAX_VALUE - wholeMinor) {
            return ResultCode.AMOUNT_OVERFLOW;
        }
        wholeMinor += lineMinor;
        allotment.add(line, sku);
        int limit = skus.customerLimit(sku);
        if (limit != 0
                && state.counts.units(customerId, sku) + skus.addDemand(sku, state.lastSequence, quantity) > limit) {
            return ResultCode.CUSTOMER_LIMIT;
        }
        return ResultCode.OK;
    }

    private ResultCode checkStock(ShortagePolicy policy) {
        allotment.serve(state.lastSequence);
        return switch (policy) {
            case PARTIAL -> allotment.isEmpty() ? ResultCode.INSUFFICIENT_STOCK : ResultCode.OK;
            case WAIT -> allotment.unknownStocks() > stocks.room() ? ResultCode.CAPACITY : ResultCode.OK;
            default -> allotment.isShort() ? ResultCode.INSUFFICIENT_STOCK : ResultCode.OK;
        };
    }

    private int accept(SubmitOrderDecoder command, long fingerprint) {
        ShortagePolicy policy = command.policy();
        long timeToPayNs = timeToPayNs(command);
        boolean waits = policy == ShortagePolicy.WAIT && allotment.isShort();
        int order = orders.accept(
                state.lastSequence,
                command,
                fingerprint,
                waits ? OrderStatus.WAITING : OrderStatus.RESERVED,
                allotment.lineCount(),
                policy == ShortagePolicy.PARTIAL ? allotment.gotMinor() : wholeMinor,
                timeToPayNs);
        int last = PartTable.ABSENT;
        for (int line = 0; line < allotment.lineCount(); line++) {
            int missing = policy == ShortagePolicy.WAIT ? allotment.missing(line) : 0;
            if (allotment.isAny(line) && missing > 0) {
                last = link(
                        order, last, parts.addAny(order, line, allotment.sku(line), allotment.unitPriceMinor(line)));
                settle(order, last, 0, missing, policy);
                missing = 0;
            }
            for (int piece = 0; piece < allotment.pieces(line); piece++) {
                int stock = allotment.stock(line, piece);
                last = link(order, last, parts.add(order, line, stock, allotment.unitPriceMinor(line)));
                stocks.reserve(stock, allotment.units(line, piece), command.orderId());
                settle(order, last, allotment.units(line, piece), missing, policy);
                missing = 0;
            }
            if (missing > 0) {
                int stock = stocks.findOrCreate(allotment.sku(line), allotment.location(line));
                last = link(order, last, parts.add(order, line, stock, allotment.unitPriceMinor(line)));
                settle(order, last, 0, missing, policy);
            }
        }
        orders.startFirstDeadline(order, state.lastTimestampNs, waits ? timeToWaitNs(command) : timeToPayNs);
        return order;
    }

    private int link(int order, int last, int part) {
        if (last == PartTable.ABSENT) {
            orders.firstPart(order, part);
        } else {
            parts.next(last, part);
        }
        orders.addPart(order);
        return part;
    }

    private void settle(int order, int part, int units, int missing, ShortagePolicy policy) {
        parts.submitted(part, units, missing);
        if (policy != ShortagePolicy.ALL_OR_NOTHING || allotment.isAny(parts.line(part))) {
            parts.unitsInDigest(part);
        }
        if (missing > 0) {
            orders.missingParts(order, orders.missingParts(order) + 1);
            state.waitlist.enter(part);
        }
        life.count(order, part);
    }

    private long timeToPayNs(SubmitOrderDecoder command) {
        long ns = NullValue.orZero(command.timeToPayNs());
        return ns == 0 ? state.settings().timeToPayNs() : ns;
    }

    private long timeToWaitNs(SubmitOrderDecoder command) {
        long ns = NullValue.orZero(command.timeToWaitNs());
        return ns == 0 ? state.settings().timeToWaitNs() : ns;
    }

    /** How the submission of an order was decided, now or before. */
    private void answer(SubmitOrderDecoder command, int order, OrderOutcomeEncoder outcome) {
        Answer.header(
                outcome.header(),
                command.header(),
                state.lastSequence,
                orders.submittedSequence(order),
                orders.submission(order));
        Answer.submission(outcome, orders, parts, order);
    }

    /** An answer that leaves no memory of the order's id. */
    private void refuse(SubmitOrderDecoder command, ResultCode code, OrderOutcomeEncoder outcome) {
        Answer.decidedNow(outcome.header(), command.header(), state, code);
        Answer.noOrder(outcome, command.orderId());
    }
}
