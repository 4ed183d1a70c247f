// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.DecodedAnswer.EngineOutcome;
import io.holdfast.engine.DecodedAnswer.EngineReport;
import io.holdfast.engine.DecodedAnswer.OrderOutcome;
import io.holdfast.engine.DecodedAnswer.OrderReport;
import io.holdfast.engine.DecodedAnswer.SkuOutcome;
import io.holdfast.engine.DecodedAnswer.StockOutcome;
import io.holdfast.engine.DecodedAnswer.StockReport;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ResultCode;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Test fixture: an engine with what the pipeline does around it. It gives each command the next sequence and a time that
 * only moves by hand, and decodes the answer.
 */
public final class EngineRig {
    /** Small round numbers; room for what a test by hand needs. */
    public static final EngineSettings SETTINGS = new EngineSettings(100, 10, 16, 32, 256, 16_384, 256);

    /** Answers are not at the start of a buffer, nor at an aligned place, where an engine is used either. */
    private static final int ANSWER_OFFSET = 3;

    private static final byte UNWRITTEN = 0x5A;

    private final Engine engine = new Engine();
    private final Commands commands = new Commands();
    private final MutableDirectBuffer answer =
            new UnsafeBuffer(new byte[ANSWER_OFFSET + Engine.MAX_ANSWER_LENGTH + Long.BYTES]);

    private int answerLength;
    private long correlationId;
    private long timeNs = 1_000_000;
    private long sentAfterNs;

    /** An engine as it is before the first command: without settings. */
    public static EngineRig unconfigured() {
        return new EngineRig();
    }

    /** An engine that has been given {@link #SETTINGS} as its first command. */
    public static EngineRig configured() {
        EngineRig rig = new EngineRig();
        rig.configure(SETTINGS);
        return rig;
    }

    private EngineRig() {}

    public Engine engine() {
        return engine;
    }

    public long timeNs() {
        return timeNs;
    }

    public EngineRig advance(long ns) {
        timeNs += ns;
        return this;
    }

    /** Says when the next command or query was first sent: so long after now; before, if negative. */
    public EngineRig sentAfter(long ns) {
        sentAfterNs = ns;
        return this;
    }

    public SkuOutcome defineSku(long skuId, Long listPriceMinor, int safetyStock, String code) {
        return (SkuOutcome) decide(next().defineSku(skuId, listPriceMinor, safetyStock, code));
    }

    public StockOutcome adjustStock(long adjustmentId, long skuId, int location, int delta, AdjustmentReason reason) {
        return (StockOutcome) decide(next().adjustStock(adjustmentId, skuId, location, delta, reason));
    }

    /** Goods come in at location 0. */
    public StockOutcome receive(long adjustmentId, long skuId, int units) {
        return adjustStock(adjustmentId, skuId, 0, units, AdjustmentReason.RECEIPT);
    }

    public OrderOutcome submitOrder(long orderId, long customerId, Line... lines) {
        return (OrderOutcome) decide(next().submitOrder(orderId, customerId, lines));
    }

    public OrderOutcome submitOrder(long orderId, long customerId, List<Line> lines) {
        return (OrderOutcome) decide(next().submitOrder(orderId, customerId, lines));
    }

    public OrderOutcome confirmOrder(long orderId, long paidMinor) {
        return (OrderOutcome) decide(next().confirmOrder(orderId, paidMinor));
    }

    public OrderOutcome cancelOrder(long orderId) {
        return (OrderOutcome) decide(next().cancelOrder(orderId));
    }

    public EngineOutcome configure(EngineSettings settings) {
        return (EngineOutcome) decide(next().configureEngine(settings));
    }

    public StockReport queryStock(long skuId, int location) {
        return (StockReport) report(next().queryStock(skuId, location));
    }

    public OrderReport queryOrder(long orderId) {
        return (OrderReport) report(next().queryOrder(orderId));
    }

    public EngineReport queryEngine() {
        return (EngineReport) report(next().queryEngine());
    }

    public long digest() {
        return engine.digest();
    }

    /** Decides a command that was encoded elsewhere, at the next sequence and the present time. */
    public DecodedAnswer decide(DirectBuffer command, int offset, int length) {
        expectWellFormed(command, offset, length);
        answer.setMemory(0, answer.capacity(), UNWRITTEN);
        answerLength = engine.decide(engine.lastSequence() + 1, timeNs, command, offset, answer, ANSWER_OFFSET);
        return decoded();
    }

    /** Answers a query that was encoded elsewhere. */
    public DecodedAnswer report(DirectBuffer query, int offset, int length) {
        expectWellFormed(query, offset, length);
        answerLength = engine.report(query, offset, answer, ANSWER_OFFSET);
        return decoded();
    }

    /** The bytes of the last answer. */
    public byte[] answerBytes() {
        byte[] bytes = new byte[answerLength];
        answer.getBytes(ANSWER_OFFSET, bytes);
        return bytes;
    }

    private Commands next() {
        commands.correlationId(++correlationId).firstSentNs(timeNs + sentAfterNs);
        sentAfterNs = 0;
        return commands;
    }

    private DecodedAnswer decide(int length) {
        return decide(commands.buffer(), 0, length);
    }

    private DecodedAnswer report(int length) {
        return report(commands.buffer(), 0, length);
    }

    private DecodedAnswer decoded() {
        return DecodedAnswer.decode(answer, ANSWER_OFFSET, answerLength);
    }

    private static void expectWellFormed(DirectBuffer message, int offset, int length) {
        ResultCode code = MessageFormat.check(message, offset, length);
        if (code != ResultCode.OK) {
            throw new AssertionError("an engine must not be given what is " + code);
        }
    }
}
