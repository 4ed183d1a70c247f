// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.part;

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

/**
 * The engine by itself: submissions that lie encoded in memory, block by block, are decided one after the other on one thread. Only deciding is
 * timed.
 */
public final class EngineAlone {
    private static final int BLOCK = 1 << 12;
    private static final int MESSAGE_LENGTH = 192;
    private static final int CODE = MessageHeaderEncoder.ENCODED_LENGTH + AnswerHeaderEncoder.codeEncodingOffset();
    private static final long OPENED_NS = 1_700_000_000_000_000_000L;
    private static final int OUTCOMES = 1 << 16;

    private final Submissions submissions;
    private final Engine engine = new Engine();
    private final UnsafeBuffer block = new UnsafeBuffer(new byte[BLOCK * MESSAGE_LENGTH]);
    private final UnsafeBuffer outcomes = new UnsafeBuffer(new byte[OUTCOMES + Engine.MAX_OUTCOME_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SubmitOrderEncoder submit = new SubmitOrderEncoder();
    private long nowNs = OPENED_NS;
    private int outcomeAt;
    private long next;

    public EngineAlone(Submissions submissions, int orders) {
        this.submissions = submissions;
        EngineSettings d = EngineSettings.DEFAULT;
        configure(new EngineSettings(
                d.retentionWindowNs(),
                d.futureToleranceNs(),
                Submissions.SKUS,
                Submissions.SKUS,
                orders,
                orders * Submissions.MAX_LINES,
                Submissions.SKUS,
                1,
                1,
                d.workPerCommand(),
                d.timeToPayNs(),
                d.timeToWaitNs()));
        for (long sku = 1; sku <= Submissions.SKUS; sku++) {
            DefineSkuEncoder define = new DefineSkuEncoder().wrapAndApplyHeader(block, 0, header);
            define.header().correlationId(1).firstSentNs(nowNs).deadlineNs(0);
            define.skuId(sku)
                    .listPriceMinor(Submissions.priceMinor(sku))
                    .safetyStock(0)
                    .code("")
                    .customerLimit(0)
                    .locationOrderCount(0);
            decide(0);
            AdjustStockEncoder adjust = new AdjustStockEncoder().wrapAndApplyHeader(block, 0, header);
            adjust.header().correlationId(1).firstSentNs(nowNs).deadlineNs(0);
            adjust.adjustmentId(sku)
                    .skuId(sku)
                    .delta((int) Math.min(Integer.MAX_VALUE, 1 + submissions.openingUnits(sku, orders, 1.2)))
                    .location(0)
                    .reason(AdjustmentReason.RECEIPT)
                    .reference("");
            decide(0);
        }
    }

    private void configure(EngineSettings s) {
        ConfigureEngineEncoder configure = new ConfigureEngineEncoder().wrapAndApplyHeader(block, 0, header);
        configure.header().correlationId(1).firstSentNs(nowNs).deadlineNs(0);
        s.encode(configure);
        decide(0);
    }

    private void decide(int offset) {
        engine.decide(engine.lastSequence() + 1, nowNs, block, offset, outcomes, outcomeAt);
        if (ResultCode.get((short) (outcomes.getByte(outcomeAt + CODE) & 0xFF)) != ResultCode.OK) {
            throw new IllegalStateException("refused: "
                    + ResultCode.get((short) (outcomes.getByte(outcomeAt + CODE) & 0xFF)));
        }
    }

    /** Decides the next block of submissions; returns the nanoseconds that took. */
    public long decideBlock() {
        for (int i = 0; i < BLOCK; i++) {
            while (submissions.original(next) != next) {
                next++;
            }
            submissions.turnTo(next++);
            submit.wrapAndApplyHeader(block, i * MESSAGE_LENGTH, header);
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
                        .quantity(1)
                        .location(0);
            }
        }
        long sequence = engine.lastSequence();
        long beganNs = System.nanoTime();
        for (int i = 0; i < BLOCK; i++) {
            int length = engine.decide(++sequence, nowNs, block, i * MESSAGE_LENGTH, outcomes, outcomeAt);
            outcomeAt = (outcomeAt + BitUtil.align(length, 8)) & (OUTCOMES - 1);
        }
        long tookNs = System.nanoTime() - beganNs;
        nowNs += TimeUnit.MILLISECONDS.toNanos(10);
        return tookNs;
    }

    public static int blockLength() {
        return BLOCK;
    }

    public static void main(String[] args) {
        int orders = Integer.parseInt(args[0]);
        EngineAlone alone = new EngineAlone(
                new Submissions(
                        io.holdfast.bench.workload.Demand.valueOf(args[1]),
                        io.holdfast.bench.workload.LineCounts.valueOf(args[2]),
                        1),
                orders);
        int blocks = orders / BLOCK;
        long sum = 0;
        long[] all = new long[256];
        for (int i = 1; i <= blocks; i++) {
            long ns = alone.decideBlock();
            sum += ns;
            all[(i - 1) % 256] = ns;
            if (i % 256 == 0) {
                java.util.Arrays.sort(all);
                System.out.printf("%,d open: mean %.0f median %.0f least %.0f ns%n", (long) i * BLOCK, sum / 256.0 / BLOCK, all[128] / (double) BLOCK, all[0] / (double) BLOCK);
                sum = 0;
            }
        }
        System.out.printf("digest %016x%n", alone.engine.digest());
    }
}
