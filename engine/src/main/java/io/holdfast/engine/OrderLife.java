// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.OrderStatus;

/**
 * The transitions of an order, with their effect on stocks, queues and counts. Callers have checked that they are allowed; nothing here
 * fails.
 */
final class OrderLife {
    private final State state;
    private final OrderTable orders;
    private final PartTable parts;
    private final StockTable stocks;
    private final SkuTable skus;
    private final CustomerCounts counts;
    private final Waitlist waitlist;
    private final SideEffects sideEffects;

    OrderLife(State state) {
        this.state = state;
        this.orders = state.orders;
        this.parts = state.parts;
        this.stocks = state.stocks;
        this.skus = state.skus;
        this.counts = state.counts;
        this.waitlist = state.waitlist;
        this.sideEffects = state.sideEffects;
    }

    /** Expires an order that a command names, if its time is over. */
    void expireIfOver(int order) {
        if (order != OrderTable.ABSENT && orders.isOver(order, state.lastTimestampNs)) {
            expire(order);
        }
    }

    void expire(int order) {
        giveBack(order);
        end(order, OrderStatus.EXPIRED);
        sideEffects.expired(orders.id(order));
    }

    /** Gives back what has not been shipped; if the order was paid, what that cost is due as a refund. */
    void cancel(int order) {
        if (orders.status(order) == OrderStatus.CONFIRMED) {
            long refundMinor = 0;
            for (int part = orders.firstPart(order); part != PartTable.ABSENT; part = parts.next(part)) {
                refundMinor += parts.unshipped(part) * parts.unitPriceMinor(part);
            }
            orders.addRefundDue(order, refundMinor);
        }
        giveBack(order);
        end(order, OrderStatus.CANCELLED);
    }

    private void end(int order, OrderStatus status) {
        orders.stopDeadline(order);
        orders.status(order, status);
        orders.changed(order, state.lastSequence);
        orders.finish(order, state.lastTimestampNs);
    }

    private void giveBack(int order) {
        OrderStatus status = orders.status(order);
        long orderId = orders.id(order);
        if (status == OrderStatus.WAITING) {
            for (int part = orders.firstPart(order); part != PartTable.ABSENT; part = parts.next(part)) {
                if (parts.missing(part) > 0) {
                    waitlist.leave(part);
                }
            }
        }
        for (int part = orders.firstPart(order); part != PartTable.ABSENT; part = parts.next(part)) {
            int units = parts.unshipped(part);
            if (units > 0) {
                if (status == OrderStatus.CONFIRMED) {
                    stocks.deallocate(parts.stock(part), units, orderId);
                } else {
                    stocks.release(parts.stock(part), units, orderId);
                }
                waitlist.offer(parts.stock(part));
            }
            uncount(order, part, units + (long) parts.missing(part));
        }
    }

    private void uncount(int order, int part, long units) {
        if (parts.isCounted(part) && units > 0) {
            counts.subtract(orders.customerId(order), parts.sku(part), units);
        }
        if (parts.shipped(part) == 0) {
            parts.isCounted(part, false);
        }
    }

    /** Takes the payment: what was reserved is allocated. */
    void confirm(int order, long paidMinor) {
        for (int part = orders.firstPart(order); part != PartTable.ABSENT; part = parts.next(part)) {
            if (parts.units(part) > 0) {
                stocks.allocate(parts.stock(part), parts.units(part), orders.id(order));
            }
        }
        orders.stopDeadline(order);
        orders.status(order, OrderStatus.CONFIRMED);
        orders.paidMinor(order, paidMinor);
        orders.changed(order, state.lastSequence);
    }

    /** Whether an expired order may have its units again: it asked for that, it missed none, and all are offered. */
    boolean canRetake(int order) {
        if (orders.latePayment(order) != LatePayment.RETAKE || orders.missingParts(order) > 0) {
            return false;
        }
        long sequence = state.lastSequence;
        boolean can = true;
        for (int part = orders.firstPart(order); part != PartTable.ABSENT; part = parts.next(part)) {
            int units = parts.units(part);
            if (units > 0) {
                int sku = parts.sku(part);
                int limit = skus.customerLimit(sku);
                can &= !skus.isSuspended(sku)
                        && stocks.left(parts.stock(part), sequence) >= units
                        && (limit == 0
                                || counts.units(orders.customerId(order), sku) + skus.addDemand(sku, sequence, units)
                                        <= limit);
                stocks.addDemand(parts.stock(part), sequence, units);
            }
        }
        return can;
    }

    /** Reserves the units of an expired order again, so that it can be confirmed. */
    void retake(int order) {
        orders.unfinish(order);
        for (int part = orders.firstPart(order); part != PartTable.ABSENT; part = parts.next(part)) {
            if (parts.units(part) > 0) {
                stocks.reserve(parts.stock(part), parts.units(part), orders.id(order));
                count(order, part);
            }
        }
    }

    /** Counts what a part got and waits for, if its SKU has a limit. */
    void count(int order, int part) {
        int sku = parts.sku(part);
        if (skus.customerLimit(sku) != 0) {
            counts.add(orders.customerId(order), sku, (long) parts.units(part) + parts.missing(part));
            parts.isCounted(part, true);
        }
    }

    /** Gives a part that waits units of a stock; with the last that its order missed, the order's time to pay begins. */
    void fill(int part, int stock, int units) {
        int order = parts.order(part);
        long orderId = orders.id(order);
        stocks.reserve(stock, units, orderId);
        waitlist.got(part, units);
        parts.fill(parts.isAny(part) ? sibling(order, part, stock) : part, units);
        orders.changed(order, state.lastSequence);
        sideEffects.filled(orderId, skus.id(stocks.sku(stock)), stocks.location(stock), units);
        if (parts.missing(part) == 0) {
            orders.missingParts(order, orders.missingParts(order) - 1);
            if (orders.missingParts(order) == 0) {
                orders.stopDeadline(order);
                orders.status(order, OrderStatus.RESERVED);
                orders.startDeadline(order, state.lastTimestampNs, orders.timeToPayNs(order));
                sideEffects.reserved(orderId);
            }
        }
    }

    /** The part at a stock of the line that a part at ANY belongs to; a new one behind the line's others if there is none. */
    private int sibling(int order, int any, int stock) {
        int last = any;
        int next = parts.next(any);
        while (next != PartTable.ABSENT && parts.line(next) == parts.line(any)) {
            if (parts.stock(next) == stock) {
                return next;
            }
            last = next;
            next = parts.next(next);
        }
        int part = parts.add(order, parts.line(any), stock, parts.unitPriceMinor(any));
        parts.next(part, next);
        parts.next(last, part);
        parts.isCounted(part, parts.isCounted(any));
        parts.unitsInDigest(part);
        orders.addPart(order);
        return part;
    }

    /** Drops a finished order from memory. */
    void forget(int order) {
        int part = orders.firstPart(order);
        while (part != PartTable.ABSENT) {
            int next = parts.next(part);
            if (parts.isCounted(part) && parts.shipped(part) > 0) {
                counts.subtract(orders.customerId(order), parts.sku(part), parts.shipped(part));
            }
            parts.removeFromDigest(part);
            parts.free(part);
            part = next;
        }
        orders.forget(order);
    }
}
