// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport;

import io.holdfast.engine.codec.AdjustStockDecoder;
import io.holdfast.engine.codec.CancelOrderDecoder;
import io.holdfast.engine.codec.ConfirmOrderDecoder;
import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.engine.codec.QueryEngineDecoder;
import io.holdfast.engine.codec.QueryOrderDecoder;
import io.holdfast.engine.codec.QueryStockDecoder;
import io.holdfast.engine.codec.SubmitOrderDecoder;
import java.util.Locale;

/** What a principal may be allowed to do. */
public enum Permission {
    /** Submit, confirm and cancel orders. */
    ORDERS,
    /** Define SKUs and adjust stock. */
    STOCK,
    /** Ask for stock, orders and the engine's state. */
    QUERY;

    /** What a message needs; null if no client may send it. */
    static Permission neededFor(int templateId) {
        return switch (templateId) {
            case SubmitOrderDecoder.TEMPLATE_ID, ConfirmOrderDecoder.TEMPLATE_ID, CancelOrderDecoder.TEMPLATE_ID ->
                ORDERS;
            case DefineSkuDecoder.TEMPLATE_ID, AdjustStockDecoder.TEMPLATE_ID -> STOCK;
            case QueryStockDecoder.TEMPLATE_ID, QueryOrderDecoder.TEMPLATE_ID, QueryEngineDecoder.TEMPLATE_ID -> QUERY;
            default -> null;
        };
    }

    static Permission of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
