// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.codec.AdjustmentReason;
import java.util.List;

/** A command as the model and the random run see it: its header, and a content that is equal to another or not. */
record ModelCommand(long correlationId, long firstSentNs, Content content) {
    /** Everything but the header: what makes two commands the same. */
    sealed interface Content {
        int encode(Commands commands);
    }

    record Define(long skuId, Long listPriceMinor, int safetyStock, String code) implements Content {
        @Override
        public int encode(Commands commands) {
            return commands.defineSku(skuId, listPriceMinor, safetyStock, code);
        }
    }

    record Adjust(long adjustmentId, long skuId, int location, int delta, AdjustmentReason reason) implements Content {
        @Override
        public int encode(Commands commands) {
            return commands.adjustStock(adjustmentId, skuId, location, delta, reason);
        }
    }

    record Submit(long orderId, long customerId, List<Line> lines) implements Content {
        @Override
        public int encode(Commands commands) {
            return commands.submitOrder(orderId, customerId, lines);
        }

        @Override
        public String toString() {
            return "Submit[orderId=" + orderId + ", customerId=" + customerId + ", " + lines.size() + " lines: "
                    + lines.subList(0, Math.min(5, lines.size())) + "]";
        }
    }

    record Confirm(long orderId, long paidMinor) implements Content {
        @Override
        public int encode(Commands commands) {
            return commands.confirmOrder(orderId, paidMinor);
        }
    }

    record Cancel(long orderId) implements Content {
        @Override
        public int encode(Commands commands) {
            return commands.cancelOrder(orderId);
        }
    }

    record Configure(EngineSettings settings) implements Content {
        @Override
        public int encode(Commands commands) {
            return commands.configureEngine(settings);
        }
    }

    int encode(Commands commands) {
        return content.encode(commands.correlationId(correlationId).firstSentNs(firstSentNs));
    }

    /** The same once more, with the header of another. */
    ModelCommand repeated(long newCorrelationId, long newFirstSentNs) {
        return new ModelCommand(newCorrelationId, newFirstSentNs, content);
    }
}
