// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import io.holdfast.engine.Commands;
import io.holdfast.engine.DecodedAnswer;
import io.holdfast.engine.ModelReports;

/** A query, and what the model answers to it. */
sealed interface Question {
    int encode(Commands commands);

    DecodedAnswer expected(ModelReports model, long correlationId, long digest);

    record OfOrder(long orderId) implements Question {
        @Override
        public int encode(Commands commands) {
            return commands.queryOrder(orderId);
        }

        @Override
        public DecodedAnswer expected(ModelReports model, long correlationId, long digest) {
            return model.order(correlationId, orderId);
        }
    }

    record OfStock(long skuId, int location) implements Question {
        @Override
        public int encode(Commands commands) {
            return commands.queryStock(skuId, location);
        }

        @Override
        public DecodedAnswer expected(ModelReports model, long correlationId, long digest) {
            return model.stock(correlationId, skuId, location);
        }
    }

    record OfSku(long skuId) implements Question {
        @Override
        public int encode(Commands commands) {
            return commands.querySku(skuId);
        }

        @Override
        public DecodedAnswer expected(ModelReports model, long correlationId, long digest) {
            return model.sku(correlationId, skuId);
        }
    }

    record OfEngine() implements Question {
        @Override
        public int encode(Commands commands) {
            return commands.queryEngine();
        }

        @Override
        public DecodedAnswer expected(ModelReports model, long correlationId, long digest) {
            return model.engine(correlationId, digest);
        }
    }
}
