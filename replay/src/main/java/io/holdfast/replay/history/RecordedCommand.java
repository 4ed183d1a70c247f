// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import io.holdfast.engine.EngineSettings;
import io.holdfast.engine.Location;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.Switch;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A command as it is on record, without its header. */
public sealed interface RecordedCommand {
    /** In one line what was asked for. */
    String title();

    /** What else was asked for, a line each. */
    default List<String> details() {
        return List.of();
    }

    /** The name of its message: {@code SubmitOrder}. */
    default String kind() {
        return getClass().getSimpleName();
    }

    /** A command that names an order. */
    sealed interface OfOrder extends RecordedCommand {
        long orderId();
    }

    /** A command that names a SKU, and no order. */
    sealed interface OfSku extends RecordedCommand {
        long skuId();
    }

    /** A list price of {@code null} is none. */
    record DefineSku(
            long skuId,
            String code,
            Long listPriceMinor,
            int safetyStock,
            int customerLimit,
            List<Integer> locationOrder)
            implements OfSku {
        @Override
        public String title() {
            return "define SKU " + skuId + " as " + Wording.quoted(code)
                    + sku(listPriceMinor, safetyStock, customerLimit, locationOrder);
        }
    }

    /** A list price of {@code null} is none. */
    record UpdateSku(
            long skuId,
            Long listPriceMinor,
            int safetyStock,
            int customerLimit,
            int expectedVersion,
            Switch suspended,
            List<Integer> locationOrder)
            implements OfSku {
        @Override
        public String title() {
            return "update SKU " + skuId + sku(listPriceMinor, safetyStock, customerLimit, locationOrder)
                    + (suspended == Switch.ON ? ", suspended" : "") + expected(expectedVersion);
        }
    }

    record AdjustStock(
            long adjustmentId, long skuId, int location, int delta, AdjustmentReason reason, String reference)
            implements OfSku {
        @Override
        public String title() {
            return String.format(
                    Locale.ROOT,
                    "adjustment %d: %s by %+d, %s%s",
                    adjustmentId,
                    Wording.stock(skuId, location),
                    delta,
                    Wording.word(reason),
                    Wording.quotedIfAny(reference));
        }
    }

    record TransferStock(
            long adjustmentId, long skuId, int quantity, int fromLocation, int toLocation, String reference)
            implements OfSku {
        @Override
        public String title() {
            return "transfer " + adjustmentId + ": " + quantity + " of SKU " + skuId + " from "
                    + Wording.place(fromLocation) + " to " + Wording.place(toLocation)
                    + Wording.quotedIfAny(reference);
        }
    }

    record SubmitOrder(
            long orderId,
            long customerId,
            ShortagePolicy policy,
            long timeToPayNs,
            long timeToWaitNs,
            int priority,
            LatePayment latePayment,
            List<OrderLine> lines)
            implements OfOrder {
        /** What an order asks for. */
        public record OrderLine(long skuId, long unitPriceMinor, int quantity, int location) {
            private String text() {
                return quantity + " of " + Wording.stock(skuId, location) + " for " + unitPriceMinor + " each";
            }
        }

        @Override
        public String title() {
            return "submit order " + orderId + " of customer " + customerId + ", " + policy
                    + (timeToPayNs == 0 ? "" : ", time to pay " + Wording.duration(timeToPayNs))
                    + (timeToWaitNs == 0 ? "" : ", time to wait " + Wording.duration(timeToWaitNs))
                    + Wording.ifNotZero("priority", priority)
                    + (latePayment == LatePayment.REFUSE ? "" : ", late payment " + latePayment);
        }

        @Override
        public List<String> details() {
            return IntStream.range(0, lines.size())
                    .mapToObj(i -> "line " + i + ": " + lines.get(i).text())
                    .toList();
        }
    }

    record ConfirmOrder(long orderId, long paidMinor, int expectedVersion) implements OfOrder {
        @Override
        public String title() {
            return "confirm order " + orderId + ", paid " + paidMinor + expected(expectedVersion);
        }
    }

    record CancelOrder(long orderId, int expectedVersion) implements OfOrder {
        @Override
        public String title() {
            return "cancel order " + orderId + expected(expectedVersion);
        }
    }

    record ShipOrder(long shipmentId, long orderId, int expectedVersion, List<ShipLine> lines) implements OfOrder {
        /** What is to leave of a line. */
        public record ShipLine(int line, int quantity, int location) {}

        @Override
        public String title() {
            return "ship order " + orderId + ", shipment " + shipmentId + (lines.isEmpty() ? ": all that is left" : "")
                    + expected(expectedVersion);
        }

        @Override
        public List<String> details() {
            return lines.stream()
                    .map(line ->
                            "line " + line.line() + ": " + line.quantity() + " from " + Wording.place(line.location()))
                    .toList();
        }
    }

    record ReturnOrder(
            long returnId, long orderId, int expectedVersion, int location, Switch restock, List<ReturnLine> lines)
            implements OfOrder {
        /** What has come back of a line. */
        public record ReturnLine(int line, int quantity) {}

        @Override
        public String title() {
            return "return of order " + orderId + ", return " + returnId
                    + (lines.isEmpty() ? ": all that was shipped" : "") + ", " + whereTo() + expected(expectedVersion);
        }

        private String whereTo() {
            if (restock == Switch.OFF) {
                return "not to be sold again";
            }
            return location == Location.ANY ? "back to where it came from" : "to " + Wording.place(location);
        }

        @Override
        public List<String> details() {
            return lines.stream()
                    .map(line -> "line " + line.line() + ": " + line.quantity())
                    .toList();
        }
    }

    record ConfigureEngine(EngineSettings settings) implements RecordedCommand {
        @Override
        public String title() {
            return "configure";
        }

        @Override
        public List<String> details() {
            return List.of(
                    "retention window " + Wording.duration(settings.retentionWindowNs()) + ", future tolerance "
                            + Wording.duration(settings.futureToleranceNs()) + ", time to pay "
                            + Wording.duration(settings.timeToPayNs()) + ", time to wait "
                            + Wording.duration(settings.timeToWaitNs()),
                    "at most " + settings.maxSkus() + " SKUs, " + settings.maxStocks() + " stocks, "
                            + settings.maxOrders() + " orders, " + settings.maxOrderLines() + " order lines, "
                            + settings.maxAdjustments() + " adjustments, " + settings.maxShipments() + " shipments, "
                            + settings.maxReturns() + " returns; work per command " + settings.workPerCommand());
        }
    }

    record Tick() implements RecordedCommand {
        @Override
        public String title() {
            return "tick";
        }
    }

    private static String sku(Long listPriceMinor, int safetyStock, int customerLimit, List<Integer> locationOrder) {
        return (listPriceMinor == null ? "" : ", list price " + listPriceMinor)
                + Wording.ifNotZero("safety stock", safetyStock)
                + Wording.ifNotZero("customer limit", customerLimit)
                + (locationOrder.isEmpty() ? "" : ", location order " + locationOrder);
    }

    private static String expected(int version) {
        return Wording.ifNotZero("expected version", version);
    }
}
