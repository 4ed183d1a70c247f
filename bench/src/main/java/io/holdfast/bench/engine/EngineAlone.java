// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.engine;

import io.holdfast.bench.workload.Submissions;
import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineSettings;
import io.holdfast.engine.codec.AdjustStockEncoder;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.AnswerHeaderEncoder;
import io.holdfast.engine.codec.ConfigureEngineEncoder;
import io.holdfast.engine.codec.DefineSkuEncoder;
import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.SubmitOrderEncoder;
import java.util.concurrent.TimeUnit;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** Submissions that lie encoded in memory, block by block, are decided one after the other on one thread; all of them stay open. */
final class EngineAlone {
    /** Small enough for its messages to be in the cache, where the pipeline has them too. */
    static final int BLOCK = 1 << 12;

    private static final int MESSAGE_LENGTH = 192;
    private static final int CODE = MessageHeaderEncoder.ENCODED_LENGTH + AnswerHeaderEncoder.codeEncodingOffset();
    private static final long BLOCK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long OPENED_NS = 1_700_000_000_000_000_000L;
    /** Bytes of outcomes before they are written over. */
    private static final int OUTCOMES = 1 << 16;
    /** Of what is likely to be asked for, so that nothing is refused. */
    private static final double PLENTY = 1.2;

    private final Submissions submissions;
    private final Engine engine = new Engine();
    private final UnsafeBuffer block = new UnsafeBuffer(new byte[BLOCK * MESSAGE_LENGTH]);
    private final UnsafeBuffer outcomes = new UnsafeBuffer(new byte[OUTCOMES + Engine.MAX_OUTCOME_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SubmitOrderEncoder submit = new SubmitOrderEncoder();
    private long nowNs = OPENED_NS;
    private int outcomeAt;
    private long next;
    private int openOrders;

    /** @param orders how many there will be at most. */
    EngineAlone(Submissions submissions, int orders) {
        this.submissions = submissions;
        configure(orders);
        for (long sku = 1; sku <= Submissions.SKUS; sku++) {
            define(sku);
            receive(sku, (int) Math.min(Integer.MAX_VALUE, 1 + submissions.openingUnits(sku, orders, PLENTY)));
        }
    }

    private void configure(int orders) {
        EngineSettings usual = EngineSettings.DEFAULT;
        ConfigureEngineEncoder configure = new ConfigureEngineEncoder().wrapAndApplyHeader(block, 0, header);
        configure.header().correlationId(0).firstSentNs(nowNs).deadlineNs(0);
        new EngineSettings(
                        usual.retentionWindowNs(),
                        usual.futureToleranceNs(),
                        Submissions.SKUS,
                        Submissions.SKUS,
                        orders,
                        Math.multiplyExact(orders, Submissions.MAX_LINES),
                        Submissions.SKUS,
                        1,
                        1,
                        usual.workPerCommand(),
                        usual.timeToPayNs(),
                        usual.timeToWaitNs())
                .encode(configure);
        decideFirst();
    }

    private void define(long sku) {
        DefineSkuEncoder define = new DefineSkuEncoder().wrapAndApplyHeader(block, 0, header);
        define.header().correlationId(0).firstSentNs(nowNs).deadlineNs(0);
        define.skuId(sku)
                .listPriceMinor(Submissions.priceMinor(sku))
                .safetyStock(0)
                .code("")
                .customerLimit(0)
                .locationOrderCount(0);
        decideFirst();
    }

    private void receive(long sku, int units) {
        AdjustStockEncoder adjust = new AdjustStockEncoder().wrapAndApplyHeader(block, 0, header);
        adjust.header().correlationId(0).firstSentNs(nowNs).deadlineNs(0);
        adjust.adjustmentId(sku)
                .skuId(sku)
                .delta(units)
                .location(0)
                .reason(AdjustmentReason.RECEIPT)
                .reference("");
        decideFirst();
    }

    /** Decides the command at the beginning of the block, which must succeed. */
    private void decideFirst() {
        engine.decide(engine.lastSequence() + 1, nowNs, block, 0, outcomes, 0);
        ResultCode code = ResultCode.get((short) (outcomes.getByte(CODE) & 0xFF));
        if (code != ResultCode.OK) {
            throw new IllegalStateException("a command was refused: " + code);
        }
    }

    /** Decides the next block of submissions, none of them a duplicate; returns the nanoseconds that deciding took. */
    long decideBlock() {
        for (int i = 0; i < BLOCK; i++) {
            while (submissions.original(next) != next) {
                next++;
            }
            submissions.turnTo(next++);
            encode(i * MESSAGE_LENGTH);
        }
        long sequence = engine.lastSequence();
        long beganNs = System.nanoTime();
        for (int i = 0; i < BLOCK; i++) {
            int length = engine.decide(++sequence, nowNs, block, i * MESSAGE_LENGTH, outcomes, outcomeAt);
            outcomeAt = (outcomeAt + BitUtil.align(length, Long.BYTES)) & (OUTCOMES - 1);
        }
        long tookNs = System.nanoTime() - beganNs;
        nowNs += BLOCK_INTERVAL_NS;
        openOrders += BLOCK;
        return tookNs;
    }

    private void encode(int offset) {
        submit.wrapAndApplyHeader(block, offset, header);
        submit.header().correlationId(next).firstSentNs(nowNs).deadlineNs(0);
        SubmitOrderEncoder.LinesEncoder lines = submit.orderId(submissions.orderId())
                .customerId(submissions.customerId())
                .policy(ShortagePolicy.ALL_OR_NOTHING)
                .timeToPayNs(0)
                .timeToWaitNs(0)
                .priority((short) 0)
                .latePayment(LatePayment.REFUSE)
                .linesCount(submissions.lineCount());
        for (int line = 0; line < submissions.lineCount(); line++) {
            lines.next()
                    .skuId(submissions.skuId(line))
                    .unitPriceMinor(Submissions.priceMinor(submissions.skuId(line)))
                    .quantity(submissions.quantity())
                    .location(0);
        }
    }

    /** How many orders there are, if none was refused. */
    int openOrders() {
        return openOrders;
    }
}
