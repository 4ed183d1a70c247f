// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.codec.AnswerHeaderDecoder;
import io.holdfast.engine.codec.EngineOutcomeDecoder;
import io.holdfast.engine.codec.EngineReportDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.OrderOutcomeDecoder;
import io.holdfast.engine.codec.OrderReportDecoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.RefusalDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SkuOutcomeDecoder;
import io.holdfast.engine.codec.StockOutcomeDecoder;
import io.holdfast.engine.codec.StockReportDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Test fixture: every answer there is, as a record of every field in it. */
public sealed interface DecodedAnswer {
    /** What every answer begins with. */
    record Header(long correlationId, long sequence, long decidedSequence, ResultCode code) {}

    record Refusal(Header header) implements DecodedAnswer {}

    record SkuOutcome(Header header, long skuId) implements DecodedAnswer {}

    record StockOutcome(Header header, long adjustmentId, long skuId, int location, long onHand, long promised)
            implements DecodedAnswer {}

    record OrderOutcome(
            Header header, long orderId, long totalMinor, long paidMinor, long refundDueMinor, OrderStatus status)
            implements DecodedAnswer {}

    record EngineOutcome(Header header) implements DecodedAnswer {}

    /** A list price of {@code null} is none. */
    record StockReport(
            Header header,
            long skuId,
            int location,
            long onHand,
            long reserved,
            long allocated,
            long available,
            Long listPriceMinor,
            int safetyStock,
            String skuCode)
            implements DecodedAnswer {}

    record OrderReport(
            Header header,
            long orderId,
            long customerId,
            long totalMinor,
            long paidMinor,
            OrderStatus status,
            ResultCode submission,
            List<Line> lines)
            implements DecodedAnswer {}

    record EngineReport(Header header, long timestampNs, long digest, int skus, int orders, int adjustments)
            implements DecodedAnswer {}

    Header header();

    default ResultCode code() {
        return header().code();
    }

    /**
     * Decodes an answer.
     *
     * @throws AssertionError if it has another length than it was said to have.
     */
    static DecodedAnswer decode(DirectBuffer buffer, int offset, int length) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        return switch (header.templateId()) {
            case RefusalDecoder.TEMPLATE_ID -> {
                RefusalDecoder decoder = new RefusalDecoder().wrapAndApplyHeader(buffer, offset, header);
                yield whole(new Refusal(header(decoder.header())), decoder.limit(), offset + length);
            }
            case SkuOutcomeDecoder.TEMPLATE_ID -> {
                SkuOutcomeDecoder decoder = new SkuOutcomeDecoder().wrapAndApplyHeader(buffer, offset, header);
                SkuOutcome outcome = new SkuOutcome(header(decoder.header()), decoder.skuId());
                yield whole(outcome, decoder.limit(), offset + length);
            }
            case StockOutcomeDecoder.TEMPLATE_ID -> {
                StockOutcomeDecoder decoder = new StockOutcomeDecoder().wrapAndApplyHeader(buffer, offset, header);
                StockOutcome outcome = new StockOutcome(
                        header(decoder.header()),
                        decoder.adjustmentId(),
                        decoder.skuId(),
                        decoder.location(),
                        decoder.onHand(),
                        decoder.promised());
                yield whole(outcome, decoder.limit(), offset + length);
            }
            case OrderOutcomeDecoder.TEMPLATE_ID -> {
                OrderOutcomeDecoder decoder = new OrderOutcomeDecoder().wrapAndApplyHeader(buffer, offset, header);
                OrderOutcome outcome = new OrderOutcome(
                        header(decoder.header()),
                        decoder.orderId(),
                        decoder.totalMinor(),
                        decoder.paidMinor(),
                        decoder.refundDueMinor(),
                        decoder.status());
                yield whole(outcome, decoder.limit(), offset + length);
            }
            case EngineOutcomeDecoder.TEMPLATE_ID -> {
                EngineOutcomeDecoder decoder = new EngineOutcomeDecoder().wrapAndApplyHeader(buffer, offset, header);
                yield whole(new EngineOutcome(header(decoder.header())), decoder.limit(), offset + length);
            }
            case StockReportDecoder.TEMPLATE_ID -> {
                StockReportDecoder decoder = new StockReportDecoder().wrapAndApplyHeader(buffer, offset, header);
                StockReport report = new StockReport(
                        header(decoder.header()),
                        decoder.skuId(),
                        decoder.location(),
                        decoder.onHand(),
                        decoder.reserved(),
                        decoder.allocated(),
                        decoder.available(),
                        decoder.listPriceMinor() == StockReportDecoder.listPriceMinorNullValue()
                                ? null
                                : (Long) decoder.listPriceMinor(),
                        decoder.safetyStock(),
                        decoder.skuCode());
                yield whole(report, decoder.limit(), offset + length);
            }
            case OrderReportDecoder.TEMPLATE_ID -> {
                OrderReportDecoder decoder = new OrderReportDecoder().wrapAndApplyHeader(buffer, offset, header);
                OrderReport report = new OrderReport(
                        header(decoder.header()),
                        decoder.orderId(),
                        decoder.customerId(),
                        decoder.totalMinor(),
                        decoder.paidMinor(),
                        decoder.status(),
                        decoder.submission(),
                        lines(decoder.lines()));
                yield whole(report, decoder.limit(), offset + length);
            }
            case EngineReportDecoder.TEMPLATE_ID -> {
                EngineReportDecoder decoder = new EngineReportDecoder().wrapAndApplyHeader(buffer, offset, header);
                EngineReport report = new EngineReport(
                        header(decoder.header()),
                        decoder.timestampNs(),
                        decoder.digest(),
                        decoder.skus(),
                        decoder.orders(),
                        decoder.adjustments());
                yield whole(report, decoder.limit(), offset + length);
            }
            default -> throw new AssertionError("no answer has template id " + header.templateId());
        };
    }

    private static Header header(AnswerHeaderDecoder header) {
        return new Header(header.correlationId(), header.sequence(), header.decidedSequence(), header.code());
    }

    private static List<Line> lines(OrderReportDecoder.LinesDecoder decoder) {
        List<Line> lines = new ArrayList<>();
        while (decoder.hasNext()) {
            decoder.next();
            lines.add(new Line(decoder.skuId(), decoder.location(), decoder.quantity(), decoder.unitPriceMinor()));
        }
        return lines;
    }

    private static DecodedAnswer whole(DecodedAnswer answer, int limit, int end) {
        if (limit != end) {
            throw new AssertionError(answer + " should end at " + end + " but ends at " + limit);
        }
        return answer;
    }
}
