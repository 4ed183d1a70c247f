// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.AdjustStockDecoder;
import io.holdfast.engine.codec.CancelOrderDecoder;
import io.holdfast.engine.codec.ConfigureEngineDecoder;
import io.holdfast.engine.codec.ConfirmOrderDecoder;
import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.engine.codec.EngineOutcomeEncoder;
import io.holdfast.engine.codec.EngineReportEncoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.OrderOutcomeEncoder;
import io.holdfast.engine.codec.OrderReportEncoder;
import io.holdfast.engine.codec.QueryEngineDecoder;
import io.holdfast.engine.codec.QueryOrderDecoder;
import io.holdfast.engine.codec.QueryStockDecoder;
import io.holdfast.engine.codec.SkuOutcomeEncoder;
import io.holdfast.engine.codec.StockOutcomeEncoder;
import io.holdfast.engine.codec.StockReportEncoder;
import io.holdfast.engine.codec.SubmitOrderDecoder;
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

    /** No outcome or report is longer than this many bytes. */
    public static final int MAX_ANSWER_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH
            + OrderReportEncoder.BLOCK_LENGTH
            + OrderReportEncoder.LinesEncoder.sbeHeaderSize()
            + MAX_ORDER_LINES * OrderReportEncoder.LinesEncoder.sbeBlockLength();

    private final State state = new State();
    private final DefineSku defineSku = new DefineSku(state);
    private final AdjustStock adjustStock = new AdjustStock(state);
    private final SubmitOrder submitOrder = new SubmitOrder(state);
    private final ConfirmOrder confirmOrder = new ConfirmOrder(state);
    private final CancelOrder cancelOrder = new CancelOrder(state);
    private final ConfigureEngine configureEngine = new ConfigureEngine(state);
    private final Queries queries = new Queries(state);

    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();

    private final DefineSkuDecoder defineSkuDecoder = new DefineSkuDecoder();
    private final AdjustStockDecoder adjustStockDecoder = new AdjustStockDecoder();
    private final SubmitOrderDecoder submitOrderDecoder = new SubmitOrderDecoder();
    private final ConfirmOrderDecoder confirmOrderDecoder = new ConfirmOrderDecoder();
    private final CancelOrderDecoder cancelOrderDecoder = new CancelOrderDecoder();
    private final ConfigureEngineDecoder configureEngineDecoder = new ConfigureEngineDecoder();
    private final QueryStockDecoder queryStockDecoder = new QueryStockDecoder();
    private final QueryOrderDecoder queryOrderDecoder = new QueryOrderDecoder();
    private final QueryEngineDecoder queryEngineDecoder = new QueryEngineDecoder();

    private final SkuOutcomeEncoder skuOutcome = new SkuOutcomeEncoder();
    private final StockOutcomeEncoder stockOutcome = new StockOutcomeEncoder();
    private final OrderOutcomeEncoder orderOutcome = new OrderOutcomeEncoder();
    private final EngineOutcomeEncoder engineOutcome = new EngineOutcomeEncoder();
    private final StockReportEncoder stockReport = new StockReportEncoder();
    private final OrderReportEncoder orderReport = new OrderReportEncoder();
    private final EngineReportEncoder engineReport = new EngineReportEncoder();

    /**
     * Decides the next command.
     *
     * @param sequence    one more than the last command's.
     * @param timestampNs nanoseconds since 1970, not before the last command's.
     * @param command     holds the command's bytes.
     * @param offset      where they begin.
     * @param outcome     takes the outcome's bytes, up to {@link #MAX_ANSWER_LENGTH} of them.
     * @param outcomeOffset where they are to begin.
     * @return the outcome's length in bytes.
     * @throws IllegalStateException if sequence or time do not follow the last command's, or a rule is broken: a bug.
     */
    public int decide(
            long sequence,
            long timestampNs,
            DirectBuffer command,
            int offset,
            MutableDirectBuffer outcome,
            int outcomeOffset) {
        if (sequence != state.lastSequence + 1 || timestampNs < state.lastTimestampNs) {
            throw new IllegalStateException("sequence " + sequence + " at " + timestampNs + " ns cannot follow "
                    + state.lastSequence + " at " + state.lastTimestampNs + " ns");
        }
        state.lastSequence = sequence;
        state.lastTimestampNs = timestampNs;

        headerDecoder.wrap(command, offset);
        switch (headerDecoder.templateId()) {
            case DefineSkuDecoder.TEMPLATE_ID -> {
                defineSkuDecoder.wrapAndApplyHeader(command, offset, headerDecoder);
                skuOutcome.wrapAndApplyHeader(outcome, outcomeOffset, headerEncoder);
                defineSku.decide(sequence, timestampNs, defineSkuDecoder, skuOutcome);
                return length(skuOutcome.encodedLength());
            }
            case AdjustStockDecoder.TEMPLATE_ID -> {
                adjustStockDecoder.wrapAndApplyHeader(command, offset, headerDecoder);
                stockOutcome.wrapAndApplyHeader(outcome, outcomeOffset, headerEncoder);
                adjustStock.decide(sequence, timestampNs, adjustStockDecoder, stockOutcome);
                return length(stockOutcome.encodedLength());
            }
            case SubmitOrderDecoder.TEMPLATE_ID -> {
                submitOrderDecoder.wrapAndApplyHeader(command, offset, headerDecoder);
                orderOutcome.wrapAndApplyHeader(outcome, outcomeOffset, headerEncoder);
                submitOrder.decide(sequence, timestampNs, submitOrderDecoder, orderOutcome);
                return length(orderOutcome.encodedLength());
            }
            case ConfirmOrderDecoder.TEMPLATE_ID -> {
                confirmOrderDecoder.wrapAndApplyHeader(command, offset, headerDecoder);
                orderOutcome.wrapAndApplyHeader(outcome, outcomeOffset, headerEncoder);
                confirmOrder.decide(sequence, timestampNs, confirmOrderDecoder, orderOutcome);
                return length(orderOutcome.encodedLength());
            }
            case CancelOrderDecoder.TEMPLATE_ID -> {
                cancelOrderDecoder.wrapAndApplyHeader(command, offset, headerDecoder);
                orderOutcome.wrapAndApplyHeader(outcome, outcomeOffset, headerEncoder);
                cancelOrder.decide(sequence, timestampNs, cancelOrderDecoder, orderOutcome);
                return length(orderOutcome.encodedLength());
            }
            case ConfigureEngineDecoder.TEMPLATE_ID -> {
                configureEngineDecoder.wrapAndApplyHeader(command, offset, headerDecoder);
                engineOutcome.wrapAndApplyHeader(outcome, outcomeOffset, headerEncoder);
                configureEngine.decide(sequence, configureEngineDecoder, engineOutcome);
                return length(engineOutcome.encodedLength());
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
            default -> throw new IllegalStateException("no query has template id " + headerDecoder.templateId());
        }
    }

    private static int length(int encodedLength) {
        return MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
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

    /** The settings in force. */
    public EngineSettings settings() {
        return state.settings();
    }
}
