// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

/**
 * Orders by when their time is over: the earliest deadline first, of equal ones the one that was set first.
 *
 * <p>Deadlines that are set the same time ahead come due in the order in which they were set, because time never goes back. So
 * there is a list for each such time span, where setting and stopping a deadline takes a few steps however many there are, and
 * a heap of the lists by their first orders. Shops use a handful of spans; if every order had another one, this would
 * be an ordinary heap of orders. Unlike in a timer wheel, where an order is put does not depend on the present time, nothing is ever
 * moved on, and a million deadlines in the same millisecond are one list.
 */
final class DeadlineQueue {
    static final int ABSENT = Slab.ABSENT;

    private static final int SPAN_NS = 0;
    /** First order in the high half, last in the low. */
    private static final int ENDS = 1;
    /** Place in the heap in the high half, next of the index's bucket in the low. */
    private static final int PLACE_AND_BUCKET = 2;

    private static final int WIDTH = 3;
    /** How many lists a bucket of the index may have on average. */
    private static final int LISTS_PER_BUCKET = 16;

    private final Slab orders;
    private final int deadline;
    private final int listOfOrder;
    private final Slab lists = new Slab(WIDTH);
    private final Chain chain;
    private final KeyedHash hash;
    private final HashIndex index;
    /** The lists' numbers, the earliest at place 0, the ones after place n at 2n + 1 and 2n + 2. */
    private final Slab heap = new Slab(1);

    /**
     * @param deadline    the orders' field for the deadline.
     * @param links       the orders' field for links.
     * @param listOfOrder the orders' field that has the list in its high half.
     * @param hash        of the spans, which clients choose.
     */
    DeadlineQueue(Slab orders, int deadline, int links, int listOfOrder, KeyedHash hash) {
        this.orders = orders;
        this.deadline = deadline;
        this.listOfOrder = listOfOrder;
        this.chain = new Chain(orders, links, lists);
        this.hash = hash;
        this.index = new HashIndex(lists, PLACE_AND_BUCKET, list -> hash.spread(lists.get(list, SPAN_NS)));
    }

    void bound(int maxOrders) {
        index.bound(maxOrders / LISTS_PER_BUCKET);
    }

    void transfer(StateTransfer transfer) {
        lists.transfer(transfer);
        index.transfer(transfer);
        heap.transfer(transfer);
    }

    /** The order whose deadline comes first, or {@link #ABSENT}. */
    int first() {
        return heap.size() == 0 ? ABSENT : chain.first((int) heap.get(0, 0), ENDS);
    }

    /** The first deadline, or {@link Long#MAX_VALUE}. */
    long firstNs() {
        int first = first();
        return first == ABSENT ? Long.MAX_VALUE : orders.get(first, deadline);
    }

    void start(int order, long nowNs, long spanNs) {
        int list = find(spanNs);
        if (list == ABSENT) {
            list = lists.take();
            lists.set(list, SPAN_NS, spanNs);
            index.insert(list);
        }
        boolean isNew = chain.first(list, ENDS) == ABSENT;
        orders.set(order, deadline, nowNs + spanNs);
        orders.highLink(order, listOfOrder, list);
        chain.append(list, ENDS, order);
        if (isNew) {
            int place = heap.take();
            put(place, list);
            up(place);
        }
    }

    /** Takes an order out, if it is in. */
    void stop(int order) {
        int list = orders.highLink(order, listOfOrder);
        if (list == ABSENT) {
            return;
        }
        boolean wasFirst = chain.first(list, ENDS) == order;
        chain.remove(list, ENDS, order);
        orders.highLink(order, listOfOrder, ABSENT);
        orders.set(order, deadline, 0);
        if (chain.first(list, ENDS) == ABSENT) {
            remove(list);
        } else if (wasFirst) {
            down(lists.high(list, PLACE_AND_BUCKET));
        }
    }

    private int find(long spanNs) {
        int list = index.first(hash.spread(spanNs));
        while (list != ABSENT && lists.get(list, SPAN_NS) != spanNs) {
            list = index.next(list);
        }
        return list;
    }

    private void remove(int list) {
        int place = lists.high(list, PLACE_AND_BUCKET);
        int last = heap.size() - 1;
        int moved = (int) heap.get(last, 0);
        heap.free(last);
        if (place != last) {
            put(place, moved);
            up(place);
            down(lists.high(moved, PLACE_AND_BUCKET));
        }
        index.remove(list);
        lists.free(list);
    }

    private void up(int from) {
        int place = from;
        while (place > 0 && isBefore(place, (place - 1) / 2)) {
            swap(place, (place - 1) / 2);
            place = (place - 1) / 2;
        }
    }

    private void down(int from) {
        int place = from;
        while (true) {
            int child = 2 * place + 1;
            if (child >= heap.size()) {
                return;
            }
            if (child + 1 < heap.size() && isBefore(child + 1, child)) {
                child++;
            }
            if (!isBefore(child, place)) {
                return;
            }
            swap(place, child);
            place = child;
        }
    }

    /** Of equal deadlines the one with the longer span was set earlier. */
    private boolean isBefore(int place, int other) {
        int list = (int) heap.get(place, 0);
        int otherList = (int) heap.get(other, 0);
        long first = orders.get(chain.first(list, ENDS), deadline);
        long otherFirst = orders.get(chain.first(otherList, ENDS), deadline);
        return first < otherFirst || (first == otherFirst && lists.get(list, SPAN_NS) > lists.get(otherList, SPAN_NS));
    }

    private void swap(int place, int other) {
        int list = (int) heap.get(place, 0);
        put(place, (int) heap.get(other, 0));
        put(other, list);
    }

    private void put(int place, int list) {
        heap.set(place, 0, list);
        lists.high(list, PLACE_AND_BUCKET, place);
    }
}
