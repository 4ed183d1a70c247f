// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineSettings;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds that the engine alone takes to decide a command, encoding included, on orders of one line: {@code hot} has
 * one SKU, {@code uniform} ten thousand.
 *
 * <p>A round is {@value #ORDERS} orders into a new engine, so what is measured is the growth from none to that many.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class EngineBenchmark {
    static final int ORDERS = 500_000;
    private static final int MANY_SKUS = 10_000;
    private static final int UNITS = 1_000_000_000;

    @Param({"hot", "uniform"})
    public String demand;

    private final OrderCommands commands = new OrderCommands();
    private Engine engine;
    private int skus;

    @Setup(Level.Invocation)
    public void openShop() {
        skus = demand.equals("hot") ? 1 : MANY_SKUS;
        engine = new Engine();
        commands.configure(EngineSettings.DEFAULT);
        commands.decide(engine);
        for (int sku = 1; sku <= skus; sku++) {
            commands.defineSku(sku);
            commands.decide(engine);
            commands.receive(sku, sku, UNITS);
            commands.decide(engine);
        }
    }

    private long skuOf(long orderId) {
        return 1 + (orderId * 7919) % skus;
    }

    /** Submit alone. */
    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public long submit() {
        for (int orderId = 1; orderId <= ORDERS; orderId++) {
            commands.submitOrder(orderId, skuOf(orderId));
            commands.decide(engine);
        }
        return engine.digest();
    }

    /** Submit and confirm, two commands an operation. */
    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public long submitAndConfirm() {
        for (int orderId = 1; orderId <= ORDERS; orderId++) {
            commands.submitOrder(orderId, skuOf(orderId));
            commands.decide(engine);
            commands.confirmOrder(orderId);
            commands.decide(engine);
        }
        return engine.digest();
    }

    /** Submit and cancel, two commands an operation. */
    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public long submitAndCancel() {
        for (int orderId = 1; orderId <= ORDERS; orderId++) {
            commands.submitOrder(orderId, skuOf(orderId));
            commands.decide(engine);
            commands.cancelOrder(orderId);
            commands.decide(engine);
        }
        return engine.digest();
    }
}
