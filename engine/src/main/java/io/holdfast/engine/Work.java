// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

/**
 * What the engine does by itself, a bounded amount with each command: units that came free go to who waits for them, orders
 * whose time is over expire, and what was finished long ago is forgotten.
 */
final class Work {
    private final State state;
    private final OrderTable orders;
    private final PartTable parts;
    private final StockTable stocks;
    private final Waitlist waitlist;
    private final OrderLife life;

    private int spent;

    Work(State state, OrderLife life) {
        this.state = state;
        this.orders = state.orders;
        this.parts = state.parts;
        this.stocks = state.stocks;
        this.waitlist = state.waitlist;
        this.life = life;
    }

    /** Does what is to be done, until it is done or as much was spent as the settings allow. */
    void run() {
        int most = state.settings().workPerCommand();
        spent = 0;
        while (spent < most) {
            int stock = waitlist.firstToMatch();
            if (stock != StockTable.ABSENT) {
                match(stock);
            } else if (orders.firstDeadlineNs() <= state.lastTimestampNs) {
                expire(orders.firstDue());
            } else if (!forget()) {
                return;
            }
        }
    }

    /** When there is something to do that no command has to be waited for; {@link Long#MAX_VALUE} for never. */
    long nextNs() {
        if (state.settings().workPerCommand() == 0) {
            return Long.MAX_VALUE;
        }
        return waitlist.firstToMatch() == StockTable.ABSENT ? orders.firstDeadlineNs() : state.lastTimestampNs;
    }

    private void match(int stock) {
        long available = stocks.available(stock);
        int waiter = available > 0 ? waitlist.firstWaiter(stock) : PartTable.ABSENT;
        if (waiter == PartTable.ABSENT) {
            waitlist.matched(stock);
            spent++;
        } else if (orders.isOver(parts.order(waiter), state.lastTimestampNs)) {
            expire(parts.order(waiter));
        } else {
            life.fill(waiter, stock, (int) Math.min(available, parts.missing(waiter)));
            spent++;
        }
    }

    private void expire(int order) {
        spent += orders.partCount(order);
        life.expire(order);
    }

    /** Forgets one thing; tells whether there was one. */
    private boolean forget() {
        long beforeNs = state.forgetBeforeNs();
        if (orders.firstFinishedNs() < beforeNs) {
            int order = orders.firstFinished();
            spent += Math.max(1, orders.partCount(order));
            life.forget(order);
        } else if (state.adjustments.oldestNs() < beforeNs) {
            spent++;
            state.adjustments.forgetOldest();
        } else if (state.shipments.oldestNs() < beforeNs) {
            spent++;
            state.shipments.forgetOldest();
        } else if (state.returns.oldestNs() < beforeNs) {
            spent++;
            state.returns.forgetOldest();
        } else {
            return false;
        }
        state.hasForgotten();
        return true;
    }
}
