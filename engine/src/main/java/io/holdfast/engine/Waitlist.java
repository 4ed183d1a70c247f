// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

/**
 * Who waits for which units, and which stocks have units for who waits. Parts that miss units stand in the queues of their
 * stock, or of their SKU if they are at ANY: one queue for each priority, in the order in which they were submitted.
 */
final class Waitlist {
    static final int ABSENT = Slab.ABSENT;
    static final int PRIORITIES = 8;

    private static final int MATCHING = 0;

    private final OrderTable orders;
    private final PartTable parts;
    private final StockTable stocks;
    private final SkuTable skus;
    /** One field for the ends of each priority's queue. */
    final Slab queues = new Slab(PRIORITIES);

    private final Chain waiters;
    /** Stocks to be matched stand in line: one list with one owner. */
    private final Slab matchingEnds = new Slab(1);

    private final Chain matching;

    Waitlist(OrderTable orders, PartTable parts, StockTable stocks, SkuTable skus) {
        this.orders = orders;
        this.parts = parts;
        this.stocks = stocks;
        this.skus = skus;
        this.waiters = new Chain(parts.progress, PartTable.WAIT_LINKS, queues);
        this.matching = new Chain(stocks.slab(), StockTable.MATCHING_LINKS, matchingEnds);
        matchingEnds.take();
    }

    void transfer(StateTransfer transfer) {
        queues.transfer(transfer);
        matchingEnds.transfer(transfer);
    }

    /** Puts a part that misses units into its queue. */
    void enter(int part) {
        waiters.append(queuesOf(part), priority(part), parts.progress(part));
        addWaiting(part, parts.missing(part));
    }

    /** Takes a part out of its queue, whatever it still misses. */
    void leave(int part) {
        addWaiting(part, -parts.missing(part));
        waiters.remove(queuesOf(part), priority(part), parts.progress(part));
    }

    /** Says that a part in a queue has got some of what it missed; with the last of it, it leaves. */
    void got(int part, int units) {
        addWaiting(part, -units);
        parts.missing(part, parts.missing(part) - units);
        if (parts.missing(part) == 0) {
            waiters.remove(queuesOf(part), priority(part), parts.progress(part));
        }
    }

    private void addWaiting(int part, int units) {
        if (parts.isAny(part)) {
            skus.addWaitingAny(parts.sku(part), units);
        } else {
            stocks.addWaiting(parts.stock(part), units);
        }
    }

    private int priority(int part) {
        return orders.priority(parts.order(part));
    }

    /** The queues that a part belongs to; they come to be when first somebody waits there, and stay. */
    private int queuesOf(int part) {
        if (parts.isAny(part)) {
            int sku = parts.sku(part);
            if (skus.waitQueues(sku) == ABSENT) {
                skus.waitQueues(sku, queues.take());
            }
            return skus.waitQueues(sku);
        }
        int stock = parts.stock(part);
        if (stocks.waitQueues(stock) == ABSENT) {
            stocks.waitQueues(stock, queues.take());
        }
        return stocks.waitQueues(stock);
    }

    /** Says that a stock may have units for somebody; if it has, and is not in line already, it gets into the line. */
    void offer(int stock) {
        boolean isWaitedFor = stocks.waiting(stock) > 0 || servesAny(stock);
        if (isWaitedFor && !stocks.isMatching(stock) && stocks.available(stock) > 0) {
            stocks.isMatching(stock, true);
            matching.append(MATCHING, 0, stock);
        }
    }

    private boolean servesAny(int stock) {
        int sku = stocks.sku(stock);
        return skus.waitingAny(sku) > 0 && skus.isInLocationOrder(sku, stocks.location(stock));
    }

    /** The first stock in line, or {@link #ABSENT}. */
    int firstToMatch() {
        return matching.first(MATCHING, 0);
    }

    /** Takes the first stock out of the line. */
    void matched(int stock) {
        matching.remove(MATCHING, 0, stock);
        stocks.isMatching(stock, false);
    }

    /** The part that the next unit at a stock belongs to, or {@link #ABSENT} if nobody waits for it. */
    int firstWaiter(int stock) {
        int here = stocks.waiting(stock) > 0 ? first(stocks.waitQueues(stock)) : ABSENT;
        int atAny = servesAny(stock) ? first(skus.waitQueues(stocks.sku(stock))) : ABSENT;
        if (here == ABSENT || atAny == ABSENT) {
            return here == ABSENT ? atAny : here;
        }
        return isBefore(here, atAny) ? here : atAny;
    }

    private int first(int ofQueues) {
        int first = ABSENT;
        for (int priority = PRIORITIES - 1; priority >= 0 && first == ABSENT; priority--) {
            first = waiters.first(ofQueues, priority);
        }
        return parts.ofProgress(first);
    }

    private boolean isBefore(int part, int other) {
        int order = parts.order(part);
        int otherOrder = parts.order(other);
        if (orders.priority(order) != orders.priority(otherOrder)) {
            return orders.priority(order) > orders.priority(otherOrder);
        }
        if (order != otherOrder) {
            return orders.submittedSequence(order) < orders.submittedSequence(otherOrder);
        }
        return parts.line(part) < parts.line(other);
    }
}
