// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.CommandHeaderDecoder;
import io.holdfast.engine.codec.ResultCode;

/** Everything the engine knows. What is not in here does not survive a restart. */
final class State {
    final StateDigest digest = new StateDigest();
    final SkuTable skus = new SkuTable(digest);
    final StockTable stocks = new StockTable(skus, digest);
    final OrderTable orders = new OrderTable(digest);
    final AdjustmentTable adjustments = new AdjustmentTable(digest);

    long lastSequence;
    long lastTimestampNs;

    private EngineSettings settings = EngineSettings.NONE;

    EngineSettings settings() {
        return settings;
    }

    void configure(EngineSettings newSettings) {
        settings.addTo(digest, -1);
        settings = newSettings;
        settings.addTo(digest, 1);
        skus.bound(settings.maxSkus());
        stocks.bound(settings.maxStocks());
        orders.bound(settings.maxOrders(), settings.maxOrderLines());
        adjustments.bound(settings.maxAdjustments());
    }

    /** The check that every command but ConfigureEngine begins with: is its id still, or already, in our memory's reach? */
    ResultCode checkAge(CommandHeaderDecoder header, long timestampNs) {
        long firstSentNs = header.firstSentNs();
        if (firstSentNs < timestampNs - settings.retentionWindowNs()) {
            return ResultCode.TOO_OLD;
        }
        if (firstSentNs > timestampNs + settings.futureToleranceNs()) {
            return ResultCode.FROM_THE_FUTURE;
        }
        return ResultCode.OK;
    }
}
