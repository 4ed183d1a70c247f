// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.ReturnLine;
import io.holdfast.engine.Commands.ShipLine;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.DecodedAnswer.EngineOutcome;
import io.holdfast.engine.DecodedAnswer.EngineReport;
import io.holdfast.engine.DecodedAnswer.FulfilmentOutcome;
import io.holdfast.engine.DecodedAnswer.OrderOutcome;
import io.holdfast.engine.DecodedAnswer.OrderReport;
import io.holdfast.engine.DecodedAnswer.SkuOutcome;
import io.holdfast.engine.DecodedAnswer.SkuReport;
import io.holdfast.engine.DecodedAnswer.StockOutcome;
import io.holdfast.engine.DecodedAnswer.StockReport;
import io.holdfast.engine.DecodedAnswer.TransferOutcome;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.Switch;
import io.holdfast.engine.pipeline.CommandLog;
import java.util.Arrays;
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
    public static final EngineSettings SETTINGS =
            new EngineSettings(100, 10, 16, 32, 256, 16_384, 256, 256, 256, 64, 0, 0);

    /** Outcomes are not at the start of a buffer, nor at an aligned place, where an engine is used either. */
    private static final int OUTCOME_OFFSET = 3;

    private static final byte UNWRITTEN = 0x5A;

    private final Engine engine;
    private final CommandLog log;
    private final Commands commands = new Commands();
    private final MutableDirectBuffer outcome =
            new UnsafeBuffer(new byte[OUTCOME_OFFSET + Engine.MAX_OUTCOME_LENGTH + Long.BYTES]);

    private int outcomeLength;
    private int answerLength;
    private List<SideEffect> sideEffects = List.of();
    private long correlationId;
    private long timeNs = 1_000_000;
    private long sentAfterNs;

    /** An engine as it is before the first command: without settings. */
    public static EngineRig unconfigured() {
        return unconfigured(StockListener.NONE);
    }

    /** The same, with somebody who hears of every change of a stock. */
    public static EngineRig unconfigured(StockListener listener) {
        return new EngineRig(listener, null);
    }

    /** An engine that has been given {@link #SETTINGS} as its first command. */
    public static EngineRig configured() {
        EngineRig rig = unconfigured();
        rig.configure(SETTINGS);
        return rig;
    }

    /** An engine without settings whose commands and outcomes are written to a log, as in the pipeline. */
    public static EngineRig logging(CommandLog log) {
        return new EngineRig(StockListener.NONE, log);
    }

    private EngineRig(StockListener listener, CommandLog log) {
        engine = new Engine(listener);
        this.log = log;
    }

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

    public SkuOutcome defineSku(
            long skuId,
            Long listPriceMinor,
            int safetyStock,
            String code,
            int customerLimit,
            List<Integer> locationOrder) {
        return (SkuOutcome)
                decide(next().defineSku(skuId, listPriceMinor, safetyStock, code, customerLimit, locationOrder));
    }

    public SkuOutcome updateSku(
            long skuId,
            Long listPriceMinor,
            int safetyStock,
            int customerLimit,
            int expectedVersion,
            Switch suspended,
            List<Integer> locationOrder) {
        return (SkuOutcome) decide(next().updateSku(
                        skuId, listPriceMinor, safetyStock, customerLimit, expectedVersion, suspended, locationOrder));
    }

    public StockOutcome adjustStock(long adjustmentId, long skuId, int location, int delta, AdjustmentReason reason) {
        return adjustStock(adjustmentId, skuId, location, delta, reason, "");
    }

    public StockOutcome adjustStock(
            long adjustmentId, long skuId, int location, int delta, AdjustmentReason reason, String reference) {
        return (StockOutcome) decide(next().adjustStock(adjustmentId, skuId, location, delta, reason, reference));
    }

    /** Goods come in at location 0. */
    public StockOutcome receive(long adjustmentId, long skuId, int units) {
        return adjustStock(adjustmentId, skuId, 0, units, AdjustmentReason.RECEIPT);
    }

    public TransferOutcome transferStock(
            long adjustmentId, long skuId, int fromLocation, int toLocation, int quantity) {
        return transferStock(adjustmentId, skuId, fromLocation, toLocation, quantity, "");
    }

    public TransferOutcome transferStock(
            long adjustmentId, long skuId, int fromLocation, int toLocation, int quantity, String reference) {
        return (TransferOutcome)
                decide(next().transferStock(adjustmentId, skuId, fromLocation, toLocation, quantity, reference));
    }

    public OrderOutcome submitOrder(long orderId, long customerId, Line... lines) {
        return (OrderOutcome) decide(next().submitOrder(orderId, customerId, lines));
    }

    public OrderOutcome submitOrder(long orderId, long customerId, List<Line> lines) {
        return (OrderOutcome) decide(next().submitOrder(orderId, customerId, lines));
    }

    public OrderOutcome submitOrder(long orderId, long customerId, Terms terms, Line... lines) {
        return submitOrder(orderId, customerId, terms, Arrays.asList(lines));
    }

    public OrderOutcome submitOrder(long orderId, long customerId, Terms terms, List<Line> lines) {
        return (OrderOutcome) decide(next().submitOrder(orderId, customerId, terms, lines));
    }

    public OrderOutcome confirmOrder(long orderId, long paidMinor) {
        return confirmOrder(orderId, paidMinor, 0);
    }

    public OrderOutcome confirmOrder(long orderId, long paidMinor, int expectedVersion) {
        return (OrderOutcome) decide(next().confirmOrder(orderId, paidMinor, expectedVersion));
    }

    public OrderOutcome cancelOrder(long orderId) {
        return cancelOrder(orderId, 0);
    }

    public OrderOutcome cancelOrder(long orderId, int expectedVersion) {
        return (OrderOutcome) decide(next().cancelOrder(orderId, expectedVersion));
    }

    public FulfilmentOutcome shipOrder(long shipmentId, long orderId, ShipLine... lines) {
        return shipOrder(shipmentId, orderId, 0, Arrays.asList(lines));
    }

    public FulfilmentOutcome shipOrder(long shipmentId, long orderId, int expectedVersion, List<ShipLine> lines) {
        return (FulfilmentOutcome) decide(next().shipOrder(shipmentId, orderId, expectedVersion, lines));
    }

    public FulfilmentOutcome returnOrder(long returnId, long orderId, ReturnLine... lines) {
        return returnOrder(returnId, orderId, 0, Commands.ANY, Switch.ON, Arrays.asList(lines));
    }

    public FulfilmentOutcome returnOrder(
            long returnId, long orderId, int expectedVersion, int location, Switch restock, List<ReturnLine> lines) {
        return (FulfilmentOutcome)
                decide(next().returnOrder(returnId, orderId, expectedVersion, location, restock, lines));
    }

    public EngineOutcome configure(EngineSettings settings) {
        return (EngineOutcome) decide(next().configureEngine(settings));
    }

    public EngineOutcome tick() {
        return (EngineOutcome) decide(next().tick());
    }

    public StockReport queryStock(long skuId, int location) {
        return (StockReport) report(next().queryStock(skuId, location));
    }

    public OrderReport queryOrder(long orderId) {
        return (OrderReport) report(next().queryOrder(orderId));
    }

    public SkuReport querySku(long skuId) {
        return (SkuReport) report(next().querySku(skuId));
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
        outcome.setMemory(0, outcome.capacity(), UNWRITTEN);
        outcomeLength = engine.decide(engine.lastSequence() + 1, timeNs, command, offset, outcome, OUTCOME_OFFSET);
        answerLength = engine.answerLength();
        if (log != null) {
            log.append(engine.lastSequence(), timeNs, command, offset, length, outcome, OUTCOME_OFFSET, outcomeLength);
            log.commit();
        }
        sideEffects = SideEffect.decode(
                outcome,
                OUTCOME_OFFSET + answerLength,
                outcomeLength - answerLength - RecordedDigest.length(engine.lastSequence()));
        return DecodedAnswer.decode(outcome, OUTCOME_OFFSET, answerLength);
    }

    /** Answers a query that was encoded elsewhere. */
    public DecodedAnswer report(DirectBuffer query, int offset, int length) {
        expectWellFormed(query, offset, length);
        answerLength = engine.report(query, offset, outcome, OUTCOME_OFFSET);
        outcomeLength = answerLength;
        return DecodedAnswer.decode(outcome, OUTCOME_OFFSET, answerLength);
    }

    /** What the engine did by itself while it decided the last command. */
    public List<SideEffect> sideEffects() {
        return sideEffects;
    }

    /** The bytes of the last answer. */
    public byte[] answerBytes() {
        return bytes(answerLength);
    }

    /** The bytes of the last answer and, where there are any, of the side effects behind it. */
    public byte[] outcomeBytes() {
        return bytes(outcomeLength);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        outcome.getBytes(OUTCOME_OFFSET, bytes);
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

    private static void expectWellFormed(DirectBuffer message, int offset, int length) {
        ResultCode code = MessageFormat.check(message, offset, length);
        if (code != ResultCode.OK) {
            throw new AssertionError("an engine must not be given what is " + code);
        }
    }
}
