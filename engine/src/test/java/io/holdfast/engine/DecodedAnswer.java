// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.AnswerHeaderDecoder;
import io.holdfast.engine.codec.EngineOutcomeDecoder;
import io.holdfast.engine.codec.EngineReportDecoder;
import io.holdfast.engine.codec.FulfilmentOutcomeDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.OrderOutcomeDecoder;
import io.holdfast.engine.codec.OrderReportDecoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.RefusalDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SkuOutcomeDecoder;
import io.holdfast.engine.codec.SkuReportDecoder;
import io.holdfast.engine.codec.StockOutcomeDecoder;
import io.holdfast.engine.codec.StockReportDecoder;
import io.holdfast.engine.codec.Switch;
import io.holdfast.engine.codec.TransferOutcomeDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Test fixture: every answer there is, as a record of every field in it. */
public sealed interface DecodedAnswer {
    /** What every answer begins with. */
    record Header(long correlationId, long sequence, long decidedSequence, ResultCode code) {}

    record Refusal(Header header) implements DecodedAnswer {}

    record SkuOutcome(Header header, long skuId, int skuVersion) implements DecodedAnswer {}

    record StockOutcome(Header header, long adjustmentId, long skuId, int location, long onHand, long promised)
            implements DecodedAnswer {}

    /** What an accepted order has from where, or waits for. */
    record Part(int line, int location, int held, int waiting) {}

    record OrderOutcome(
            Header header,
            long orderId,
            long totalMinor,
            long paidMinor,
            long refundDueMinor,
            OrderStatus status,
            long deadlineNs,
            int orderVersion,
            List<Part> parts)
            implements DecodedAnswer {}

    record EngineOutcome(Header header) implements DecodedAnswer {}

    record TransferOutcome(
            Header header,
            long adjustmentId,
            long skuId,
            int fromLocation,
            int toLocation,
            long fromOnHand,
            long fromPromised,
            long toOnHand)
            implements DecodedAnswer {}

    record FulfilmentOutcome(
            Header header,
            long fulfilmentId,
            long orderId,
            long units,
            long refundMinor,
            int orderVersion,
            OrderStatus status)
            implements DecodedAnswer {}

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
            String skuCode,
            long waiting,
            long waitingAny)
            implements DecodedAnswer {}

    /** A part of an order, with all that has become of it. */
    record ReportedPart(
            int line,
            long skuId,
            int location,
            int quantity,
            long unitPriceMinor,
            int held,
            int waiting,
            int shipped,
            int returned) {}

    record OrderReport(
            Header header,
            long orderId,
            long customerId,
            long totalMinor,
            long paidMinor,
            OrderStatus status,
            ResultCode submission,
            long refundDueMinor,
            long deadlineNs,
            int orderVersion,
            List<ReportedPart> lines)
            implements DecodedAnswer {}

    record EngineReport(
            Header header,
            long timestampNs,
            long digest,
            int skus,
            int orders,
            int adjustments,
            int shipments,
            int returns,
            int orderParts,
            int customerCounts)
            implements DecodedAnswer {}

    /** A list price of {@code null} is none. */
    record SkuReport(
            Header header,
            long skuId,
            Long listPriceMinor,
            int safetyStock,
            int customerLimit,
            int skuVersion,
            Switch suspended,
            String skuCode,
            List<Integer> locationOrder)
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
                SkuOutcome outcome = new SkuOutcome(header(decoder.header()), decoder.skuId(), decoder.skuVersion());
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
                        decoder.status(),
                        decoder.deadlineNs(),
                        decoder.orderVersion(),
                        parts(decoder.parts()));
                yield whole(outcome, decoder.limit(), offset + length);
            }
            case EngineOutcomeDecoder.TEMPLATE_ID -> {
                EngineOutcomeDecoder decoder = new EngineOutcomeDecoder().wrapAndApplyHeader(buffer, offset, header);
                yield whole(new EngineOutcome(header(decoder.header())), decoder.limit(), offset + length);
            }
            case TransferOutcomeDecoder.TEMPLATE_ID -> {
                TransferOutcomeDecoder decoder =
                        new TransferOutcomeDecoder().wrapAndApplyHeader(buffer, offset, header);
                TransferOutcome outcome = new TransferOutcome(
                        header(decoder.header()),
                        decoder.adjustmentId(),
                        decoder.skuId(),
                        decoder.fromLocation(),
                        decoder.toLocation(),
                        decoder.fromOnHand(),
                        decoder.fromPromised(),
                        decoder.toOnHand());
                yield whole(outcome, decoder.limit(), offset + length);
            }
            case FulfilmentOutcomeDecoder.TEMPLATE_ID -> {
                FulfilmentOutcomeDecoder decoder =
                        new FulfilmentOutcomeDecoder().wrapAndApplyHeader(buffer, offset, header);
                FulfilmentOutcome outcome = new FulfilmentOutcome(
                        header(decoder.header()),
                        decoder.fulfilmentId(),
                        decoder.orderId(),
                        decoder.units(),
                        decoder.refundMinor(),
                        decoder.orderVersion(),
                        decoder.status());
                yield whole(outcome, decoder.limit(), offset + length);
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
                        decoder.skuCode(),
                        decoder.waiting(),
                        decoder.waitingAny());
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
                        decoder.refundDueMinor(),
                        decoder.deadlineNs(),
                        decoder.orderVersion(),
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
                        decoder.adjustments(),
                        decoder.shipments(),
                        decoder.returns(),
                        decoder.orderParts(),
                        decoder.customerCounts());
                yield whole(report, decoder.limit(), offset + length);
            }
            case SkuReportDecoder.TEMPLATE_ID -> {
                SkuReportDecoder decoder = new SkuReportDecoder().wrapAndApplyHeader(buffer, offset, header);
                SkuReport report = new SkuReport(
                        header(decoder.header()),
                        decoder.skuId(),
                        decoder.listPriceMinor() == SkuReportDecoder.listPriceMinorNullValue()
                                ? null
                                : (Long) decoder.listPriceMinor(),
                        decoder.safetyStock(),
                        decoder.customerLimit(),
                        decoder.skuVersion(),
                        decoder.suspended(),
                        decoder.skuCode(),
                        locations(decoder.locationOrder()));
                yield whole(report, decoder.limit(), offset + length);
            }
            default -> throw new AssertionError("no answer has template id " + header.templateId());
        };
    }

    private static Header header(AnswerHeaderDecoder header) {
        return new Header(header.correlationId(), header.sequence(), header.decidedSequence(), header.code());
    }

    private static List<Part> parts(OrderOutcomeDecoder.PartsDecoder decoder) {
        List<Part> parts = new ArrayList<>();
        for (OrderOutcomeDecoder.PartsDecoder part : decoder) {
            parts.add(new Part(part.line(), part.location(), part.held(), part.waiting()));
        }
        return parts;
    }

    private static List<ReportedPart> lines(OrderReportDecoder.LinesDecoder decoder) {
        List<ReportedPart> lines = new ArrayList<>();
        for (OrderReportDecoder.LinesDecoder line : decoder) {
            lines.add(new ReportedPart(
                    line.line(),
                    line.skuId(),
                    line.location(),
                    line.quantity(),
                    line.unitPriceMinor(),
                    line.held(),
                    line.waiting(),
                    line.shipped(),
                    line.returned()));
        }
        return lines;
    }

    private static List<Integer> locations(SkuReportDecoder.LocationOrderDecoder decoder) {
        List<Integer> locations = new ArrayList<>();
        for (SkuReportDecoder.LocationOrderDecoder entry : decoder) {
            locations.add(entry.location());
        }
        return locations;
    }

    private static DecodedAnswer whole(DecodedAnswer answer, int limit, int end) {
        if (limit != end) {
            throw new AssertionError(answer + " should end at " + end + " but ends at " + limit);
        }
        return answer;
    }
}
