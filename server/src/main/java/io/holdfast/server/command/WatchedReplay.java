// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.engine.Engine;
import io.holdfast.journal.RecordHandler;
import io.holdfast.replay.ReplayObserver;
import org.agrona.DirectBuffer;

/** Shows how far a replay is, in MiB of records. */
final class WatchedReplay implements ReplayObserver {
    private final ReplayObserver observer;
    private final RecordHandler records;

    WatchedReplay(ReplayObserver observer, Progress progress) {
        this.observer = observer;
        this.records = new WatchedRecords(observer, progress);
    }

    @Override
    public void onBegin(Engine engine) {
        observer.onBegin(engine);
    }

    @Override
    public void onStockChange(
            long skuId, int location, long onHandDelta, long reservedDelta, long allocatedDelta, long orderId) {
        observer.onStockChange(skuId, location, onHandDelta, reservedDelta, allocatedDelta, orderId);
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
