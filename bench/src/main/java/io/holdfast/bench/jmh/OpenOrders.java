// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.jmh;

import io.holdfast.bench.shop.Shop;
import java.util.Random;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A shop with a number of open orders, of which each invocation takes a batch through a part of its life. Afterwards the
 * batch is replaced by new orders and forgotten, outside of the measurement.
 */
@State(Scope.Thread)
public class OpenOrders {
    static final int BATCH = 1_000;
    private static final int MANY_SKUS = 10_000;
    private static final long RETENTION_NS = 1_000;
    private static final int WORK_PER_COMMAND = 64;
    private static final int TICKS_TO_FORGET = 4 * BATCH / WORK_PER_COMMAND;

    @Param({"1000", "10000", "10000000"})
    public int openOrders;

    /** {@code hot} has one SKU, {@code uniform} ten thousand. */
    @Param({"hot", "uniform"})
    public String demand;

    Shop shop;
    /** The orders that the next invocation is about, in no order. */
    final long[] batch = new long[BATCH];

    private long[] open;
    private int next;

    @Setup(Level.Trial)
    public void openShop() {
        shop = new Shop(demand.equals("hot") ? 1 : MANY_SKUS, openOrders + 4 * BATCH, RETENTION_NS, WORK_PER_COMMAND);
        shop.fillShelves();
        open = new long[openOrders];
        for (int i = 0; i < openOrders; i++) {
            open[i] = shop.nextId();
            shop.submit(open[i]);
        }
        shuffle();
    }

    private void shuffle() {
        Random random = new Random(7);
        for (int i = open.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            long id = open[i];
            open[i] = open[other];
            open[other] = id;
        }
    }

    /** Takes the next batch of open orders. */
    void choose() {
        if (next + BATCH > open.length) {
            next = 0;
        }
        System.arraycopy(open, next, batch, 0, BATCH);
    }

    /** Puts new ids in the place of the batch; their orders are to be submitted. */
    void renew() {
        for (int i = 0; i < BATCH; i++) {
            batch[i] = shop.nextId();
            open[next + i] = batch[i];
        }
    }

    /** Ends what has not ended of the batch, and puts new open orders in its place. */
    void replaceBatch() {
        for (long orderId : batch) {
            shop.end(orderId);
        }
        renew();
        submitBatch();
        forget();
    }

    /** Goes on to other orders, once the batch is open. */
    void forget() {
        next += BATCH;
        shop.passTime(2 * RETENTION_NS);
        for (int i = 0; i < TICKS_TO_FORGET; i++) {
            shop.tick();
        }
    }

    void submitBatch() {
        for (long orderId : batch) {
            shop.submit(orderId);
        }
    }

    void confirmBatch() {
        for (long orderId : batch) {
            shop.confirm(orderId);
        }
    }

    void cancelBatch() {
        for (long orderId : batch) {
            shop.cancel(orderId);
        }
    }

    void shipBatch() {
        for (long orderId : batch) {
            shop.ship(orderId);
        }
    }
}
