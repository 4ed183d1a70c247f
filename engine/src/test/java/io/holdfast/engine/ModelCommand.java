// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.ReturnLine;
import io.holdfast.engine.Commands.ShipLine;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.Switch;
import java.util.List;

/** A command as the model and the random run see it: its header, and a content that is equal to another or not. */
public record ModelCommand(long correlationId, long firstSentNs, Content content) {
    private static final int NO_PRIORITY = 255;

    /** Everything but the header: what makes two commands the same. */
    public sealed interface Content {
        int encode(Commands commands);

        /** The same with what it does not say filled in: a number that came with version 2 and is null is 0. */
        default Content meant() {
            return this;
        }
    }

    public record Define(
            long skuId,
            Long listPriceMinor,
            int safetyStock,
            String code,
            int customerLimit,
            List<Integer> locationOrder)
            implements Content {
        @Override
        public int encode(Commands commands) {
            return commands.defineSku(skuId, listPriceMinor, safetyStock, code, customerLimit, locationOrder);
        }

        @Override
        public Content meant() {
            return new Define(
                    skuId, listPriceMinor, safetyStock, code, orZero(customerLimit), orLocation0(locationOrder));
        }
    }

    public record Update(
            long skuId,
            Long listPriceMinor,
            int safetyStock,
            int customerLimit,
            int expectedVersion,
            Switch suspended,
            List<Integer> locationOrder)
            implements Content {
        @Override
        public int encode(Commands commands) {
            return commands.updateSku(
                    skuId, listPriceMinor, safetyStock, customerLimit, expectedVersion, suspended, locationOrder);
        }

        @Override
        public Content meant() {
            return new Update(
                    skuId,
                    listPriceMinor,
                    safetyStock,
                    orZero(customerLimit),
                    orZero(expectedVersion),
                    suspended,
                    orLocation0(locationOrder));
        }
    }

    public record Adjust(
            long adjustmentId, long skuId, int location, int delta, AdjustmentReason reason, String reference)
            implements Content {
        @Override
        public int encode(Commands commands) {
            return commands.adjustStock(adjustmentId, skuId, location, delta, reason, reference);
        }
    }

    public record Transfer(long adjustmentId, long skuId, int from, int to, int quantity, String reference)
            implements Content {
        @Override
        public int encode(Commands commands) {
            return commands.transferStock(adjustmentId, skuId, from, to, quantity, reference);
        }
    }

    public record Submit(long orderId, long customerId, Terms terms, List<Line> lines) implements Content {
        @Override
        public int encode(Commands commands) {
            return commands.submitOrder(orderId, customerId, terms, lines);
        }

        @Override
        public Content meant() {
            Terms meant = new Terms(
                    terms.policy(),
                    orZero(terms.timeToPayNs()),
                    orZero(terms.timeToWaitNs()),
                    terms.priority() == NO_PRIORITY ? 0 : terms.priority(),
                    terms.latePayment());
            return new Submit(orderId, customerId, meant, lines);
        }
    }

    public record Confirm(long orderId, long paidMinor, int expectedVersion) implements Content {
        @Override
        public int encode(Commands commands) {
            return commands.confirmOrder(orderId, paidMinor, expectedVersion);
        }

        @Override
        public Content meant() {
            return new Confirm(orderId, paidMinor, orZero(expectedVersion));
        }
    }

    public record Cancel(long orderId, int expectedVersion) implements Content {
        @Override
        public int encode(Commands commands) {
            return commands.cancelOrder(orderId, expectedVersion);
        }

        @Override
        public Content meant() {
            return new Cancel(orderId, orZero(expectedVersion));
        }
    }

    public record Ship(long shipmentId, long orderId, int expectedVersion, List<ShipLine> lines) implements Content {
        @Override
        public int encode(Commands commands) {
            return commands.shipOrder(shipmentId, orderId, expectedVersion, lines);
        }

        @Override
        public Content meant() {
            return new Ship(shipmentId, orderId, orZero(expectedVersion), lines);
        }
    }

    public record Return(
            long returnId, long orderId, int expectedVersion, int location, Switch restock, List<ReturnLine> lines)
            implements Content {
        @Override
        public int encode(Commands commands) {
            return commands.returnOrder(returnId, orderId, expectedVersion, location, restock, lines);
        }

        @Override
        public Content meant() {
            return new Return(returnId, orderId, orZero(expectedVersion), location, restock, lines);
        }
    }

    public record Configure(EngineSettings settings) implements Content {
        @Override
        public int encode(Commands commands) {
            return commands.configureEngine(settings);
        }

        @Override
        public Content meant() {
            return new Configure(new EngineSettings(
                    settings.retentionWindowNs(),
                    settings.futureToleranceNs(),
                    settings.maxSkus(),
                    settings.maxStocks(),
                    settings.maxOrders(),
                    settings.maxOrderLines(),
                    settings.maxAdjustments(),
                    orZero(settings.maxShipments()),
                    orZero(settings.maxReturns()),
                    orZero(settings.workPerCommand()),
                    orZero(settings.timeToPayNs()),
                    orZero(settings.timeToWaitNs())));
        }
    }

    public record Tick() implements Content {
        @Override
        public int encode(Commands commands) {
            return commands.tick();
        }
    }

    public int encode(Commands commands) {
        return content.encode(commands.correlationId(correlationId).firstSentNs(firstSentNs));
    }

    private static int orZero(int number) {
        return number == Integer.MIN_VALUE ? 0 : number;
    }

    private static long orZero(long number) {
        return number == Long.MIN_VALUE ? 0 : number;
    }

    private static List<Integer> orLocation0(List<Integer> locationOrder) {
        return locationOrder.isEmpty() ? List.of(0) : locationOrder;
    }
}
