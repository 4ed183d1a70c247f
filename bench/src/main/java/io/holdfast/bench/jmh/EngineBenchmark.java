// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.jmh;

import io.holdfast.bench.shop.Shop;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds that the engine alone takes for one command or query, its encoding included, among so many open orders.
 * Orders have one line; which of them a command is about is random.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms6g", "-Xmx6g", "-XX:+UseParallelGC", "-XX:+AlwaysPreTouch"})
@OperationsPerInvocation(OpenOrders.BATCH)
public class EngineBenchmark {
    /** The batch's orders are not there yet. */
    @State(Scope.Thread)
    public static class Absent extends OpenOrders {
        @Setup(Level.Invocation)
        public void prepare() {
            choose();
            cancelBatch();
            renew();
        }

        @TearDown(Level.Invocation)
        public void restore() {
            submitBatch();
            forget();
        }
    }

    /** The batch's orders are reserved. */
    @State(Scope.Thread)
    public static class Reserved extends OpenOrders {
        @Setup(Level.Invocation)
        public void prepare() {
            choose();
        }

        @TearDown(Level.Invocation)
        public void restore() {
            replaceBatch();
        }
    }

    /** The batch's orders are paid. */
    @State(Scope.Thread)
    public static class Paid extends OpenOrders {
        @Setup(Level.Invocation)
        public void prepare() {
            choose();
            confirmBatch();
        }

        @TearDown(Level.Invocation)
        public void restore() {
            replaceBatch();
        }
    }

    /** The batch's orders are shipped. */
    @State(Scope.Thread)
    public static class Shipped extends OpenOrders {
        @Setup(Level.Invocation)
        public void prepare() {
            choose();
            confirmBatch();
            shipBatch();
        }

        @TearDown(Level.Invocation)
        public void restore() {
            replaceBatch();
        }
    }

    /** Besides the open orders, a batch whose time to pay is over as soon as time goes on. */
    @State(Scope.Thread)
    public static class Due extends OpenOrders {
        private static final long SOON_NS = 10_000;

        @Setup(Level.Invocation)
        public void prepare() {
            for (int i = 0; i < BATCH; i++) {
                shop.submit(shop.nextId(), SOON_NS);
            }
            shop.passTime(SOON_NS);
        }

        @TearDown(Level.Invocation)
        public void restore() {
            forget();
        }
    }

    /** Besides the open orders, a batch that waits for a SKU of which there is nothing. */
    @State(Scope.Thread)
    public static class Waiting extends OpenOrders {
        @Setup(Level.Invocation)
        public void prepare() {
            for (int i = 0; i < BATCH; i++) {
                batch[i] = shop.nextId();
                shop.submitWaiting(batch[i]);
            }
        }

        @TearDown(Level.Invocation)
        public void restore() {
            cancelBatch();
            shop.receive(Shop.SCARCE_SKU, -BATCH);
            forget();
        }
    }

    /** What the engine does by itself with a command, it does with so many ticks at most. */
    private static final int TICKS_TO_WORK_OFF = OpenOrders.BATCH / 64 + 1;

    @Benchmark
    public void submit(Absent orders) {
        orders.submitBatch();
    }

    @Benchmark
    public void submitAgain(Reserved orders) {
        orders.submitBatch();
    }

    @Benchmark
    public void confirm(Reserved orders) {
        orders.confirmBatch();
    }

    @Benchmark
    public void cancel(Reserved orders) {
        orders.cancelBatch();
    }

    @Benchmark
    public void cancelPaid(Paid orders) {
        orders.cancelBatch();
    }

    @Benchmark
    public void ship(Paid orders) {
        orders.shipBatch();
    }

    @Benchmark
    public void takeBack(Shipped orders) {
        for (long orderId : orders.batch) {
            orders.shop.takeBack(orderId);
        }
    }

    /** For each order that expires, ticks included. */
    @Benchmark
    public void expire(Due orders) {
        for (int i = 0; i < TICKS_TO_WORK_OFF; i++) {
            orders.shop.tick();
        }
    }

    /** For each order that gets its unit by one restock, ticks included. */
    @Benchmark
    public void fill(Waiting orders) {
        orders.shop.receive(Shop.SCARCE_SKU, OpenOrders.BATCH);
        for (int i = 0; i < TICKS_TO_WORK_OFF; i++) {
            orders.shop.tick();
        }
    }

    @Benchmark
    public void adjust(Reserved orders) {
        for (long orderId : orders.batch) {
            orders.shop.receive(orders.shop.skuOf(orderId), 1);
        }
    }

    @Benchmark
    public void transfer(Reserved orders) {
        for (long orderId : orders.batch) {
            orders.shop.transfer(orders.shop.skuOf(orderId), 0, 1);
        }
    }

    @Benchmark
    public void update(Reserved orders) {
        for (long orderId : orders.batch) {
            orders.shop.update(orders.shop.skuOf(orderId));
        }
    }

    @Benchmark
    public void queryOrder(Reserved orders) {
        for (long orderId : orders.batch) {
            orders.shop.queryOrder(orderId);
        }
    }

    @Benchmark
    public void queryStock(Reserved orders) {
        for (long orderId : orders.batch) {
            orders.shop.queryStock(orders.shop.skuOf(orderId));
        }
    }
}
