// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import io.holdfast.engine.EngineSettings;
import io.holdfast.engine.NullValue;
import io.holdfast.engine.codec.AdjustStockDecoder;
import io.holdfast.engine.codec.CancelOrderDecoder;
import io.holdfast.engine.codec.CommandHeaderDecoder;
import io.holdfast.engine.codec.ConfigureEngineDecoder;
import io.holdfast.engine.codec.ConfirmOrderDecoder;
import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.ReturnOrderDecoder;
import io.holdfast.engine.codec.ShipOrderDecoder;
import io.holdfast.engine.codec.SubmitOrderDecoder;
import io.holdfast.engine.codec.TickDecoder;
import io.holdfast.engine.codec.TransferStockDecoder;
import io.holdfast.engine.codec.UpdateSkuDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Reads commands of any version of the schema. */
final class CommandDecoder {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandHeaderDecoder commandHeader = new CommandHeaderDecoder();
    private final DefineSkuDecoder defineSku = new DefineSkuDecoder();
    private final UpdateSkuDecoder updateSku = new UpdateSkuDecoder();
    private final AdjustStockDecoder adjustStock = new AdjustStockDecoder();
    private final TransferStockDecoder transferStock = new TransferStockDecoder();
    private final SubmitOrderDecoder submitOrder = new SubmitOrderDecoder();
    private final ConfirmOrderDecoder confirmOrder = new ConfirmOrderDecoder();
    private final CancelOrderDecoder cancelOrder = new CancelOrderDecoder();
    private final ShipOrderDecoder shipOrder = new ShipOrderDecoder();
    private final ReturnOrderDecoder returnOrder = new ReturnOrderDecoder();
    private final ConfigureEngineDecoder configureEngine = new ConfigureEngineDecoder();

    /** Whether a command names an order. */
    boolean isOfOrder(DirectBuffer buffer, int offset, long orderId) {
        header.wrap(buffer, offset);
        return switch (header.templateId()) {
            case SubmitOrderDecoder.TEMPLATE_ID ->
                submitOrder.wrapAndApplyHeader(buffer, offset, header).orderId() == orderId;
            case ConfirmOrderDecoder.TEMPLATE_ID ->
                confirmOrder.wrapAndApplyHeader(buffer, offset, header).orderId() == orderId;
            case CancelOrderDecoder.TEMPLATE_ID ->
                cancelOrder.wrapAndApplyHeader(buffer, offset, header).orderId() == orderId;
            case ShipOrderDecoder.TEMPLATE_ID ->
                shipOrder.wrapAndApplyHeader(buffer, offset, header).orderId() == orderId;
            case ReturnOrderDecoder.TEMPLATE_ID ->
                returnOrder.wrapAndApplyHeader(buffer, offset, header).orderId() == orderId;
            default -> false;
        };
    }

    /** When a command's client first sent it. */
    long firstSentNs(DirectBuffer buffer, int offset) {
        // Every command begins with it.
        return commandHeader
                .wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH)
                .firstSentNs();
    }

    RecordedCommand decode(DirectBuffer buffer, int offset) {
        header.wrap(buffer, offset);
        return switch (header.templateId()) {
            case DefineSkuDecoder.TEMPLATE_ID -> of(defineSku.wrapAndApplyHeader(buffer, offset, header));
            case UpdateSkuDecoder.TEMPLATE_ID -> of(updateSku.wrapAndApplyHeader(buffer, offset, header));
            case AdjustStockDecoder.TEMPLATE_ID -> of(adjustStock.wrapAndApplyHeader(buffer, offset, header));
            case TransferStockDecoder.TEMPLATE_ID -> of(transferStock.wrapAndApplyHeader(buffer, offset, header));
            case SubmitOrderDecoder.TEMPLATE_ID -> of(submitOrder.wrapAndApplyHeader(buffer, offset, header));
            case ConfirmOrderDecoder.TEMPLATE_ID -> of(confirmOrder.wrapAndApplyHeader(buffer, offset, header));
            case CancelOrderDecoder.TEMPLATE_ID -> of(cancelOrder.wrapAndApplyHeader(buffer, offset, header));
            case ShipOrderDecoder.TEMPLATE_ID -> of(shipOrder.wrapAndApplyHeader(buffer, offset, header));
            case ReturnOrderDecoder.TEMPLATE_ID -> of(returnOrder.wrapAndApplyHeader(buffer, offset, header));
            case ConfigureEngineDecoder.TEMPLATE_ID -> of(configureEngine.wrapAndApplyHeader(buffer, offset, header));
            case TickDecoder.TEMPLATE_ID -> new RecordedCommand.Tick();
            default -> throw new IllegalArgumentException("no command has template id " + header.templateId());
        };
    }

    private static RecordedCommand of(DefineSkuDecoder command) {
        List<Integer> locationOrder = new ArrayList<>();
        for (DefineSkuDecoder.LocationOrderDecoder place : command.locationOrder()) {
            locationOrder.add(place.location());
        }
        return new RecordedCommand.DefineSku(
                command.skuId(),
                command.code(),
                NullValue.priceOrNull(command.listPriceMinor()),
                command.safetyStock(),
                NullValue.orZero(command.customerLimit()),
                locationOrder);
    }

    private static RecordedCommand of(UpdateSkuDecoder command) {
        List<Integer> locationOrder = new ArrayList<>();
        for (UpdateSkuDecoder.LocationOrderDecoder place : command.locationOrder()) {
            locationOrder.add(place.location());
        }
        return new RecordedCommand.UpdateSku(
                command.skuId(),
                NullValue.priceOrNull(command.listPriceMinor()),
                command.safetyStock(),
                NullValue.orZero(command.customerLimit()),
                NullValue.orZero(command.expectedVersion()),
                command.suspended(),
                locationOrder);
    }

    private static RecordedCommand of(AdjustStockDecoder command) {
        return new RecordedCommand.AdjustStock(
                command.adjustmentId(),
                command.skuId(),
                command.location(),
                command.delta(),
                command.reason(),
                command.reference());
    }

    private static RecordedCommand of(TransferStockDecoder command) {
        return new RecordedCommand.TransferStock(
                command.adjustmentId(),
                command.skuId(),
                command.quantity(),
                command.fromLocation(),
                command.toLocation(),
                command.reference());
    }

    private static RecordedCommand of(SubmitOrderDecoder command) {
        List<RecordedCommand.SubmitOrder.OrderLine> lines = new ArrayList<>();
        for (SubmitOrderDecoder.LinesDecoder line : command.lines()) {
            lines.add(new RecordedCommand.SubmitOrder.OrderLine(
                    line.skuId(), line.unitPriceMinor(), line.quantity(), line.location()));
        }
        return new RecordedCommand.SubmitOrder(
                command.orderId(),
                command.customerId(),
                command.policy(),
                NullValue.orZero(command.timeToPayNs()),
                NullValue.orZero(command.timeToWaitNs()),
                NullValue.priorityOrZero(command.priority()),
                NullValue.orFirst(command.latePayment()),
                lines);
    }

    private static RecordedCommand of(ConfirmOrderDecoder command) {
        return new RecordedCommand.ConfirmOrder(
                command.orderId(), command.paidMinor(), NullValue.orZero(command.expectedVersion()));
    }

    private static RecordedCommand of(CancelOrderDecoder command) {
        return new RecordedCommand.CancelOrder(command.orderId(), NullValue.orZero(command.expectedVersion()));
    }

    private static RecordedCommand of(ShipOrderDecoder command) {
        List<RecordedCommand.ShipOrder.ShipLine> lines = new ArrayList<>();
        for (ShipOrderDecoder.LinesDecoder line : command.lines()) {
            lines.add(new RecordedCommand.ShipOrder.ShipLine(line.line(), line.quantity(), line.location()));
        }
        return new RecordedCommand.ShipOrder(
                command.shipmentId(), command.orderId(), NullValue.orZero(command.expectedVersion()), lines);
    }

    private static RecordedCommand of(ReturnOrderDecoder command) {
        List<RecordedCommand.ReturnOrder.ReturnLine> lines = new ArrayList<>();
        for (ReturnOrderDecoder.LinesDecoder line : command.lines()) {
            lines.add(new RecordedCommand.ReturnOrder.ReturnLine(line.line(), line.quantity()));
        }
        return new RecordedCommand.ReturnOrder(
                command.returnId(),
                command.orderId(),
                NullValue.orZero(command.expectedVersion()),
                command.location(),
                command.restock(),
                lines);
    }

    private static RecordedCommand of(ConfigureEngineDecoder command) {
        return new RecordedCommand.ConfigureEngine(EngineSettings.of(command));
    }
}
