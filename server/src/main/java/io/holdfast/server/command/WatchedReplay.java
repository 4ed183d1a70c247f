// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.engine.StockListener;
import io.holdfast.journal.RecordHandler;
import io.holdfast.replay.ReplayObserver;
import org.agrona.DirectBuffer;

/** Shows how far a replay is, in MiB of records. */
final class WatchedReplay implements ReplayObserver {
    private final StockListener stocks;
    private final RecordHandler records;

    WatchedReplay(ReplayObserver observer, Progress progress) {
        this.stocks = observer;
        this.records = new WatchedRecords(observer, progress);
    }

    @Override
    public void onStockChange(
            long skuId, int location, long onHandDelta, long reservedDelta, long allocatedDelta, long orderId) {
        stocks.onStockChange(skuId, location, onHandDelta, reservedDelta, allocatedDelta, orderId);
    }

    @Override
    public void onRecord(
            long sequence,
            long timestampNs,
            DirectBuffer buffer,
            int commandOffset,
            int commandLength,
            int outcomeOffset,
            int outcomeLength) {
        records.onRecord(sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength);
    }
}
