// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.shop;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineSettings;
import io.holdfast.engine.codec.AnswerHeaderEncoder;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.pipeline.CommandLog;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** An engine with SKUs and stock, and a time that goes on by one nanosecond with each command. */
public final class Shop {
    public static final long TIME_TO_PAY_NS = TimeUnit.MINUTES.toNanos(15);
    /** Where every answer has its result code. */
    private static final int CODE = MessageHeaderEncoder.ENCODED_LENGTH + AnswerHeaderEncoder.codeEncodingOffset();

    private static final long OPENED_NS = 1_700_000_000_000_000_000L;
    private static final int UNITS = 1_000_000_000;
    private static final int PLENTY = 1 << 21;
    /** Commands that are committed at once. */
    private static final int BATCH = 64;

    /** A SKU of which there is nothing at first. */
    public static final long SCARCE_SKU = 1_000_000_000;

    private final OrderCommands commands = new OrderCommands();
    private final UnsafeBuffer outcome = new UnsafeBuffer(new byte[Engine.MAX_OUTCOME_LENGTH]);
    private final Engine engine = new Engine();
    private final int skus;
    private final CommandLog log;
    private long nowNs = OPENED_NS;
    private long lastId;

    /**
     * @param skus        how many SKUs are sold; one if demand is to be hot.
     * @param maxOrders   orders that there is room for.
     * @param retentionNs how long what is finished stays in memory.
     */
    public Shop(int skus, int maxOrders, long retentionNs, int workPerCommand) {
        this(skus, maxOrders, retentionNs, workPerCommand, null);
    }

    /** @param log keeps what is decided; null for nobody. */
    public Shop(int skus, int maxOrders, long retentionNs, int workPerCommand, CommandLog log) {
        this.skus = skus;
        this.log = log;
        commands.configure(new EngineSettings(
                retentionNs,
                0,
                skus + 1,
                2 * (skus + 1),
                maxOrders,
                maxOrders,
                PLENTY,
                PLENTY,
                PLENTY,
                workPerCommand,
                TIME_TO_PAY_NS,
                0));
        decide();
        for (int sku = 1; sku <= skus; sku++) {
            commands.defineSku(sku, nowNs);
            decide();
        }
        commands.defineSku(SCARCE_SKU, nowNs);
        decide();
    }

    public void fillShelves() {
        for (int sku = 1; sku <= skus; sku++) {
            receive(sku, UNITS);
        }
    }

    public Engine engine() {
        return engine;
    }

    /** Of the last command, or of the last query, at the start of a buffer. */
    public DirectBuffer outcome() {
        return outcome;
    }

    public long skuOf(long orderId) {
        return 1 + Long.remainderUnsigned(orderId * 0x9E3779B97F4A7C15L, skus);
    }

    public long nextId() {
        return ++lastId;
    }

    public void passTime(long ns) {
        nowNs += ns;
    }

    public ResultCode submit(long orderId) {
        return submit(orderId, TIME_TO_PAY_NS);
    }

    public ResultCode submit(long orderId, long timeToPayNs) {
        commands.submitOrder(orderId, skuOf(orderId), ShortagePolicy.ALL_OR_NOTHING, timeToPayNs, nowNs);
        return decide();
    }

    /** An order that waits, if there is nothing left, for a unit of the scarce SKU. */
    public ResultCode submitWaiting(long orderId) {
        commands.submitOrder(orderId, SCARCE_SKU, ShortagePolicy.WAIT, TIME_TO_PAY_NS, nowNs);
        return decide();
    }

    public ResultCode confirm(long orderId) {
        commands.confirmOrder(orderId, nowNs);
        return decide();
    }

    public ResultCode cancel(long orderId) {
        commands.cancelOrder(orderId, nowNs);
        return decide();
    }

    /** Cancels an order, if it has not been shipped already. */
    public void end(long orderId) {
        commands.cancelOrder(orderId, nowNs);
        ResultCode code = decideWhatever();
        if (code != ResultCode.OK && code != ResultCode.ORDER_FULFILLED) {
            throw refused(code);
        }
    }

    public ResultCode ship(long orderId) {
        commands.shipOrder(nextId(), orderId, nowNs);
        return decide();
    }

    public ResultCode takeBack(long orderId) {
        commands.returnOrder(nextId(), orderId, nowNs);
        return decide();
    }

    public ResultCode receive(long skuId, int units) {
        commands.receive(nextId(), skuId, units, nowNs);
        return decide();
    }

    public ResultCode transfer(long skuId, int from, int to) {
        commands.transfer(nextId(), skuId, from, to, nowNs);
        return decide();
    }

    /** Gives a SKU a safety stock that it never had: no id comes twice, and there are far fewer than units on the shelves. */
    public ResultCode update(long skuId) {
        commands.updateSku(skuId, (int) nextId(), nowNs);
        return decide();
    }

    public ResultCode tick() {
        commands.tick(nowNs);
        return decide();
    }

    public int queryStock(long skuId) {
        commands.queryStock(skuId);
        return engine.report(commands.buffer(), 0, outcome, 0);
    }

    public int queryOrder(long orderId) {
        commands.queryOrder(orderId);
        return engine.report(commands.buffer(), 0, outcome, 0);
    }

    /** A benchmark of refusals would be of no worth, so there must be none. */
    private ResultCode decide() {
        ResultCode code = decideWhatever();
        if (code != ResultCode.OK) {
            throw refused(code);
        }
        return code;
    }

    private ResultCode decideWhatever() {
        long sequence = engine.lastSequence() + 1;
        int length = engine.decide(sequence, nowNs, commands.buffer(), 0, outcome, 0);
        if (log != null) {
            log.append(sequence, nowNs, commands.buffer(), 0, commands.length(), outcome, 0, length);
            if (sequence % BATCH == 0) {
                log.commit();
            }
        }
        nowNs++;
        return ResultCode.get((short) (outcome.getByte(CODE) & 0xFF));
    }

    private static IllegalStateException refused(ResultCode code) {
        return new IllegalStateException("a command was refused: " + code);
    }
}
