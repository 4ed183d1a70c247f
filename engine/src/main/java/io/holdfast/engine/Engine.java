// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.AdjustStockDecoder;
import io.holdfast.engine.codec.CancelOrderDecoder;
import io.holdfast.engine.codec.ConfigureEngineDecoder;
import io.holdfast.engine.codec.ConfirmOrderDecoder;
import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.engine.codec.EngineOutcomeEncoder;
import io.holdfast.engine.codec.EngineReportEncoder;
import io.holdfast.engine.codec.FulfilmentOutcomeEncoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.OrderOutcomeEncoder;
import io.holdfast.engine.codec.OrderReportEncoder;
import io.holdfast.engine.codec.QueryEngineDecoder;
import io.holdfast.engine.codec.QueryOrderDecoder;
import io.holdfast.engine.codec.QuerySkuDecoder;
import io.holdfast.engine.codec.QueryStockDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ReturnOrderDecoder;
import io.holdfast.engine.codec.ShipOrderDecoder;
import io.holdfast.engine.codec.SkuOutcomeEncoder;
import io.holdfast.engine.codec.SkuReportEncoder;
import io.holdfast.engine.codec.StockOutcomeEncoder;
import io.holdfast.engine.codec.StockReportEncoder;
import io.holdfast.engine.codec.SubmitOrderDecoder;
import io.holdfast.engine.codec.TickDecoder;
import io.holdfast.engine.codec.TransferOutcomeEncoder;
import io.holdfast.engine.codec.TransferStockDecoder;
import io.holdfast.engine.codec.UpdateSkuDecoder;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Decides commands, one after the other: takes (sequence, time, command bytes), changes the state, gives outcome bytes.
 * The same calls in the same order give the same outcomes and the same {@link #digest()}, wherever it runs.
 *
 * <p>For one thread. What is passed in must have been found well-formed by {@link MessageFormat}; nothing is allocated
 * per command but room for more records, a chunk at a time, and what a change of the settings needs.
 */
public final class Engine {
    /** An order has at most this many lines. */
    public static final int MAX_ORDER_LINES = 2_048;

    /** No answer (an outcome without its side effects, or a report) is longer than this many bytes. */
    public static final int MAX_ANSWER_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH
            + OrderReportEncoder.BLOCK_LENGTH
            + OrderReportEncoder.LinesEncoder.sbeHeaderSize()
            + MAX_ORDER_LINES * OrderReportEncoder.LinesEncoder.sbeBlockLength();

    /** No outcome, which is an answer, its side effects and a digest, is longer than this many bytes. */
    public static final int MAX_OUTCOME_LENGTH = MAX_ANSWER_LENGTH + SideEffects.MAX_LENGTH + RecordedDigest.LENGTH;

    /**
     * The version of what {@link #transferTo} gives. It goes up with every change of what a table consists of or of what its
     * fields mean.
     */
    public static final int STATE_LAYOUT = 3;

    private final State state;
    private final Work work;
    private final DefineSku defineSku;
    private final UpdateSku updateSku;
    private final AdjustStock adjustStock;
    private final TransferStock transferStock;
    private final SubmitOrder submitOrder;
    private final ConfirmOrder confirmOrder;
    private final CancelOrder cancelOrder;
    private final ShipOrder shipOrder;
    private final ReturnOrder returnOrder;
    private final ConfigureEngine configureEngine;
    private final Queries queries;
    private final RecordedDigest recordedDigest = new RecordedDigest();

    private int answerLength;

    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();

    private final DefineSkuDecoder defineSkuDecoder = new DefineSkuDecoder();
    private final AdjustStockDecoder adjustStockDecoder = new AdjustStockDecoder();
    private final UpdateSkuDecoder updateSkuDecoder = new UpdateSkuDecoder();
    private final TransferStockDecoder transferStockDecoder = new TransferStockDecoder();
    private final SubmitOrderDecoder submitOrderDecoder = new SubmitOrderDecoder();
    private final ConfirmOrderDecoder confirmOrderDecoder = new ConfirmOrderDecoder();
    private final CancelOrderDecoder cancelOrderDecoder = new CancelOrderDecoder();
    private final ShipOrderDecoder shipOrderDecoder = new ShipOrderDecoder();
    private final ReturnOrderDecoder returnOrderDecoder = new ReturnOrderDecoder();
    private final ConfigureEngineDecoder configureEngineDecoder = new ConfigureEngineDecoder();
    private final TickDecoder tickDecoder = new TickDecoder();
    private final QueryStockDecoder queryStockDecoder = new QueryStockDecoder();
    private final QueryOrderDecoder queryOrderDecoder = new QueryOrderDecoder();
    private final QueryEngineDecoder queryEngineDecoder = new QueryEngineDecoder();
    private final QuerySkuDecoder querySkuDecoder = new QuerySkuDecoder();

    private final SkuOutcomeEncoder skuOutcome = new SkuOutcomeEncoder();
    private final StockOutcomeEncoder stockOutcome = new StockOutcomeEncoder();
    private final OrderOutcomeEncoder orderOutcome = new OrderOutcomeEncoder();
    private final TransferOutcomeEncoder transferOutcome = new TransferOutcomeEncoder();
    private final FulfilmentOutcomeEncoder fulfilmentOutcome = new FulfilmentOutcomeEncoder();
    private final EngineOutcomeEncoder engineOutcome = new EngineOutcomeEncoder();
    private final StockReportEncoder stockReport = new StockReportEncoder();
    private final OrderReportEncoder orderReport = new OrderReportEncoder();
    private final EngineReportEncoder engineReport = new EngineReportEncoder();
    private final SkuReportEncoder skuReport = new SkuReportEncoder();

    public Engine() {
        this(StockListener.NONE);
    }

    /** An engine that tells every change of a stock. */
    public Engine(StockListener listener) {
        this(listener, 0);
    }

    /**
     * An engine whose look-ups cannot be slowed down by a choice of ids.
     *
     * @param listener  is told every change of a stock.
     * @param indexSeed any number that clients do not know; part of the state, without effect on outcomes or digests.
     */
    public Engine(StockListener listener, long indexSeed) {
        this(new State(listener, indexSeed));
    }

    /** An engine that goes on from a state. */
    Engine(State state) {
        this.state = state;
        OrderLife life = new OrderLife(state);
        PartsByLine partsByLine = new PartsByLine(state.orders, state.parts);
        work = new Work(state, life);
        defineSku = new DefineSku(state);
        updateSku = new UpdateSku(state);
        adjustStock = new AdjustStock(state);
        transferStock = new TransferStock(state);
        submitOrder = new SubmitOrder(state, life);
        confirmOrder = new ConfirmOrder(state, life);
        cancelOrder = new CancelOrder(state, life);
        shipOrder = new ShipOrder(state, life, partsByLine);
        returnOrder = new ReturnOrder(state, life, partsByLine);
        configureEngine = new ConfigureEngine(state);
        queries = new Queries(state);
    }

    /**
     * An engine that goes on where another one was, as if it had decided all its commands.
     *
     * @param reader gives what {@link #transferTo} gave for the other one.
     * @param layout the {@link #STATE_LAYOUT} that it had: this one, or an earlier one.
     * @param listener is told every change of a stock from now on.
     * @throws RuntimeException if the reader gives anything else, or throws it.
     */
    public static Engine from(StateTransfer reader, int layout, StockListener listener) {
        State state = new State(listener, 0);
        switch (layout) {
            case 1 -> state.readLayout1(reader);
            case 2 -> state.transferLayout2(reader);
            case STATE_LAYOUT -> state.transfer(reader);
            default -> throw new IllegalArgumentException("no state has layout " + layout);
        }
        return new Engine(state);
    }

    /** Gives the whole state to a writer, as the last command left it. The engine can go on. */
    public void transferTo(StateTransfer writer) {
        state.transfer(writer);
    }

    /**
     * Decides the next command.
     *
     * @param sequence    one more than the last command's.
     * @param timestampNs nanoseconds since 1970, not before the last command's.
     * @param command     holds the command's bytes.
     * @param offset      where they begin.
     * @param outcome     takes the outcome's bytes, up to {@link #MAX_OUTCOME_LENGTH} of them.
     * @param outcomeOffset where they are to begin.
     * @return the outcome's length in bytes: of the answer, of the side effects where there are any, and of the digest where there
     *     is one.
     * @throws IllegalStateException if sequence or time do not follow the last command's, or a rule is broken: a bug.
     */
    public int decide(
            long sequence,
            long timestampNs,
            DirectBuffer command,
            int offset,
            MutableDirectBuffer outcome,
            int outcomeOffset) {
        expectNext(sequence, timestampNs);
        state.lastSequence = sequence;
        state.lastTimestampNs = timestampNs;
        state.sideEffects.clear();

        work.run();
        answerLength = MessageHeaderEncoder.ENCODED_LENGTH + answer(command, offset, outcome, outcomeOffset);
        work.run();
        int length = answerLength + state.sideEffects.copyTo(outcome, outcomeOffset + answerLength);
        return length + recordedDigest.put(sequence, digest(), outcome, outcomeOffset + length);
    }

    /**
     * Takes the place of {@link #decide} where a command is on record that could not be decided, and is to be passed over: only
     * sequence and time go on.
     */
    public void skip(long sequence, long timestampNs) {
        expectNext(sequence, timestampNs);
        state.lastSequence = sequence;
        state.lastTimestampNs = timestampNs;
    }

    private void expectNext(long sequence, long timestampNs) {
        if (sequence != state.lastSequence + 1 || timestampNs < state.lastTimestampNs) {
            throw new IllegalStateException("sequence " + sequence + " at " + timestampNs + " ns cannot follow "
                    + state.lastSequence + " at " + state.lastTimestampNs + " ns");
        }
    }

    private int answer(DirectBuffer command, int offset, MutableDirectBuffer answer, int answerOffset) {
        headerDecoder.wrap(command, offset);
        switch (headerDecoder.templateId()) {
            case DefineSkuDecoder.TEMPLATE_ID -> {
                defineSkuDecoder.wrapAndApplyHeader(command, offset, headerDecoder);
                skuOutcome.wrapAndApplyHeader(answer, answerOffset, headerEncoder);
                defineSku.decide(defineSkuDecoder, skuOutcome);
                return skuOutcome.encodedLength();
            }
            case UpdateSkuDecoder.TEMPLATE_ID -> {
                updateSkuDecoder.wrapAndApplyHeader(command, offset, headerDecoder);
                skuOutcome.wrapAndApplyHeader(answer, answerOffset, headerEncoder);
                updateSku.decide(updateSkuDecoder, skuOutcome);
                return skuOutcome.encodedLength();
            }
            case AdjustStockDecoder.TEMPLATE_ID -> {
                adjustStockDecoder.wrapAndApplyHeader(command, offset, headerDecoder);
                stockOutcome.wrapAndApplyHeader(answer, answerOffset, headerEncoder);
                adjustStock.decide(adjustStockDecoder, stockOutcome);
                return stockOutcome.encodedLength();
            }
            case TransferStockDecoder.TEMPLATE_ID -> {
                transferStockDecoder.wrapAndApplyHeader(command, offset, headerDecoder);
                transferOutcome.wrapAndApplyHeader(answer, answerOffset, headerEncoder);
                transferStock.decide(transferStockDecoder, transferOutcome);
                return transferOutcome.encodedLength();
            }
            case SubmitOrderDecoder.TEMPLATE_ID -> {
                submitOrderDecoder.wrapAndApplyHeader(command, offset, headerDecoder);
                orderOutcome.wrapAndApplyHeader(answer, answerOffset, headerEncoder);
                submitOrder.decide(submitOrderDecoder, orderOutcome);
                return orderOutcome.encodedLength();
            }
            case ConfirmOrderDecoder.TEMPLATE_ID -> {
                confirmOrderDecoder.wrapAndApplyHeader(command, offset, headerDecoder);
                orderOutcome.wrapAndApplyHeader(answer, answerOffset, headerEncoder);
                confirmOrder.decide(confirmOrderDecoder, orderOutcome);
                return orderOutcome.encodedLength();
            }
            case CancelOrderDecoder.TEMPLATE_ID -> {
                cancelOrderDecoder.wrapAndApplyHeader(command, offset, headerDecoder);
                orderOutcome.wrapAndApplyHeader(answer, answerOffset, headerEncoder);
                cancelOrder.decide(cancelOrderDecoder, orderOutcome);
                return orderOutcome.encodedLength();
            }
            case ShipOrderDecoder.TEMPLATE_ID -> {
                shipOrderDecoder.wrapAndApplyHeader(command, offset, headerDecoder);
                fulfilmentOutcome.wrapAndApplyHeader(answer, answerOffset, headerEncoder);
                shipOrder.decide(shipOrderDecoder, fulfilmentOutcome);
                return fulfilmentOutcome.encodedLength();
            }
            case ReturnOrderDecoder.TEMPLATE_ID -> {
                returnOrderDecoder.wrapAndApplyHeader(command, offset, headerDecoder);
                fulfilmentOutcome.wrapAndApplyHeader(answer, answerOffset, headerEncoder);
                returnOrder.decide(returnOrderDecoder, fulfilmentOutcome);
                return fulfilmentOutcome.encodedLength();
            }
            case ConfigureEngineDecoder.TEMPLATE_ID -> {
                configureEngineDecoder.wrapAndApplyHeader(command, offset, headerDecoder);
                engineOutcome.wrapAndApplyHeader(answer, answerOffset, headerEncoder);
                configureEngine.decide(configureEngineDecoder, engineOutcome);
                return engineOutcome.encodedLength();
            }
            case TickDecoder.TEMPLATE_ID -> {
                tickDecoder.wrapAndApplyHeader(command, offset, headerDecoder);
                engineOutcome.wrapAndApplyHeader(answer, answerOffset, headerEncoder);
                Answer.header(
                        engineOutcome.header(),
                        tickDecoder.header(),
                        state.lastSequence,
                        state.lastSequence,
                        ResultCode.OK);
                return engineOutcome.encodedLength();
            }
            default -> throw new IllegalStateException("no command has template id " + headerDecoder.templateId());
        }
    }

    /**
     * Answers a query from the state as the last command left it.
     *
     * @param query  holds the query's bytes.
     * @param offset where they begin.
     * @param report takes the report's bytes, up to {@link #MAX_ANSWER_LENGTH} of them.
     * @param reportOffset where they are to begin.
     * @return the report's length in bytes.
     */
    public int report(DirectBuffer query, int offset, MutableDirectBuffer report, int reportOffset) {
        headerDecoder.wrap(query, offset);
        switch (headerDecoder.templateId()) {
            case QueryStockDecoder.TEMPLATE_ID -> {
                queryStockDecoder.wrapAndApplyHeader(query, offset, headerDecoder);
                stockReport.wrapAndApplyHeader(report, reportOffset, headerEncoder);
                queries.stock(queryStockDecoder, stockReport);
                return length(stockReport.encodedLength());
            }
            case QueryOrderDecoder.TEMPLATE_ID -> {
                queryOrderDecoder.wrapAndApplyHeader(query, offset, headerDecoder);
                orderReport.wrapAndApplyHeader(report, reportOffset, headerEncoder);
                queries.order(queryOrderDecoder, orderReport);
                return length(orderReport.encodedLength());
            }
            case QueryEngineDecoder.TEMPLATE_ID -> {
                queryEngineDecoder.wrapAndApplyHeader(query, offset, headerDecoder);
                engineReport.wrapAndApplyHeader(report, reportOffset, headerEncoder);
                queries.engine(queryEngineDecoder, engineReport);
                return length(engineReport.encodedLength());
            }
            case QuerySkuDecoder.TEMPLATE_ID -> {
                querySkuDecoder.wrapAndApplyHeader(query, offset, headerDecoder);
                skuReport.wrapAndApplyHeader(report, reportOffset, headerEncoder);
                queries.sku(querySkuDecoder, skuReport);
                return length(skuReport.encodedLength());
            }
            default -> throw new IllegalStateException("no query has template id " + headerDecoder.templateId());
        }
    }

    private static int length(int encodedLength) {
        return MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
    }

    /** Tells the ids of all SKUs, in the order of their definitions; for tools, which have no client's memory of them. */
    public void forEachSku(LongConsumer skuIds) {
        for (int sku = 0; sku < state.skus.size(); sku++) {
            skuIds.accept(state.skus.id(sku));
        }
    }

    /** Tells the locations at which a SKU has stock, had some, or is waited for, in the order in which they became known. */
    public void forEachLocation(long skuId, IntConsumer locations) {
        int sku = state.skus.find(skuId);
        int stock = sku == SkuTable.ABSENT ? StockTable.ABSENT : state.skus.firstStock(sku);
        while (stock != StockTable.ABSENT) {
            locations.accept(state.stocks.location(stock));
            stock = state.stocks.next(stock);
        }
    }

    /** Tells the ids of all orders that are remembered: in the order of their submission as long as none has been forgotten. */
    public void forEachOrder(LongConsumer orderIds) {
        state.orders.forEach(orderIds);
    }

    /** How many bytes of the last outcome are the answer, which is for the client; what follows is for the journal alone. */
    public int answerLength() {
        return answerLength;
    }

    /**
     * When the engine next has work that should not wait for a command but get a tick, in nanoseconds since 1970: not after
     * {@link #lastTimestampNs()} if there is some already, {@link Long#MAX_VALUE} if nothing is foreseen.
     */
    public long nextWorkNs() {
        return work.nextNs();
    }

    /**
     * Makes memory now for what the engine will have to remember soon, so that no command waits for it. What is decided, and the state,
     * do not depend on whether and when this is called. Any one thread, also while another one uses the engine.
     */
    public void growAhead() {
        state.growAhead();
    }

    /** The sequence of the last command decided; 0 before the first. */
    public long lastSequence() {
        return state.lastSequence;
    }

    /** The sequenced time of the last command decided, in nanoseconds since 1970; 0 before the first. */
    public long lastTimestampNs() {
        return state.lastTimestampNs;
    }

    /** The digest of the state: equal for equal states, whatever the way to them. */
    public long digest() {
        return state.digest.value();
    }

    /** How many of these are remembered, as they are counted against their bound. */
    public int count(Bounded what) {
        return switch (what) {
            case SKUS -> state.skus.size();
            case STOCKS -> state.stocks.size();
            case ORDERS -> state.orders.size();
            case ORDER_LINES -> state.parts.size();
            case ADJUSTMENTS -> state.adjustments.size();
            case SHIPMENTS -> state.shipments.size();
            case RETURNS -> state.returns.size();
        };
    }

    /** The settings in force. */
    public EngineSettings settings() {
        return state.settings();
    }
}
