// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import io.holdfast.engine.codec.CancelOrderDecoder;
import io.holdfast.engine.codec.TickDecoder;

/** How much the command log has room for. */
public enum Room {
    /** Everything. */
    AMPLE,
    /** Cancellations, and what the engine does by itself. */
    SCARCE,
    /** Nothing. */
    NONE;

    /** Whether a command of a template may be sequenced. */
    boolean takes(int templateId) {
        return switch (this) {
            case AMPLE -> true;
            case SCARCE -> templateId == CancelOrderDecoder.TEMPLATE_ID || templateId == TickDecoder.TEMPLATE_ID;
            case NONE -> false;
        };
    }
}
