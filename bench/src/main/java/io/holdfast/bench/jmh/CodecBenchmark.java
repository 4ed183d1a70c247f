// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.jmh;

import io.holdfast.bench.shop.OrderCommands;
import io.holdfast.bench.shop.Shop;
import io.holdfast.engine.MessageFormat;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.OrderOutcomeDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ShortagePolicy;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds to write, check and read one message of an order of one line. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g"})
public class CodecBenchmark {
    private static final int MAX_ORDERS = 1_000;

    private final OrderCommands commands = new OrderCommands();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderOutcomeDecoder outcome = new OrderOutcomeDecoder();
    private Shop shop;
    private long orderId;

    @Setup(Level.Trial)
    public void submitOne() {
        shop = new Shop(1, MAX_ORDERS, Shop.TIME_TO_PAY_NS, 1);
        shop.fillShelves();
        shop.submit(shop.nextId());
        encode();
    }

    @Benchmark
    public int encode() {
        orderId++;
        commands.submitOrder(orderId, 1, ShortagePolicy.ALL_OR_NOTHING, Shop.TIME_TO_PAY_NS, orderId);
        return commands.length();
    }

    @Benchmark
    public ResultCode check() {
        return MessageFormat.check(commands.buffer(), 0, commands.length());
    }

    /** The fields of an answer, of which a client makes a result. */
    @Benchmark
    public long decodeOutcome() {
        outcome.wrapAndApplyHeader(shop.outcome(), 0, header);
        return outcome.header().correlationId()
                + outcome.header().code().value()
                + outcome.orderId()
                + outcome.status().value()
                + outcome.paidMinor()
                + outcome.refundDueMinor()
                + outcome.totalMinor()
                + outcome.deadlineNs()
                + outcome.orderVersion();
    }
}
