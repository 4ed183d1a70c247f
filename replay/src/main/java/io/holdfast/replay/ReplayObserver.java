// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.engine.Engine;
import io.holdfast.engine.StockListener;
import io.holdfast.journal.RecordHandler;
import org.agrona.DirectBuffer;

/**
 * Watches a replay: is told every change of a stock while a record is being decided, and then, when its outcome has been
 * found to be the one on record, the record itself.
 */
public interface ReplayObserver extends StockListener, RecordHandler {
    /** Watches nothing. */
    ReplayObserver NONE = new ReplayObserver() {
        @Override
        public void onStockChange(
                long skuId, int location, long onHandDelta, long reservedDelta, long allocatedDelta, long orderId) {}

        @Override
        public void onRecord(
                long sequence,
                long timestampNs,
                DirectBuffer buffer,
                int commandOffset,
                int commandLength,
                int outcomeOffset,
                int outcomeLength) {}
    };

    /**
     * Is shown where the replay begins: with an engine that has decided nothing yet, or, if the journal's oldest files have been removed,
     * one that goes on from a snapshot.
     */
    default void onBegin(Engine engine) {}
}
