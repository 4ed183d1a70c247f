// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.ConfigureEngineDecoder;
import io.holdfast.engine.codec.EngineOutcomeEncoder;
import io.holdfast.engine.codec.ResultCode;

/** Sets the bounds and windows that outcomes depend on. */
final class ConfigureEngine {
    private final State state;

    ConfigureEngine(State state) {
        this.state = state;
    }

    void decide(ConfigureEngineDecoder command, EngineOutcomeEncoder outcome) {
        EngineSettings settings = EngineSettings.of(command);
        boolean possible = settings.isValid() && holdsWhatIsThere(settings);
        if (possible) {
            state.configure(settings);
        }
        ResultCode code = possible ? ResultCode.OK : ResultCode.INVALID_SETTINGS;
        Answer.decidedNow(outcome.header(), command.header(), state, code);
    }

    private boolean holdsWhatIsThere(EngineSettings settings) {
        return settings.maxSkus() >= state.skus.size()
                && settings.maxStocks() >= state.stocks.size()
                && settings.maxOrders() >= state.orders.size()
                // Parts may be more than the bound: lines for ANY get them at each location that serves them.
                && settings.maxOrderLines()
                        >= Math.min(state.parts.size(), state.settings().maxOrderLines())
                && settings.maxAdjustments() >= state.adjustments.size()
                && settings.maxShipments() >= state.shipments.size()
                && settings.maxReturns() >= state.returns.size();
    }
}
