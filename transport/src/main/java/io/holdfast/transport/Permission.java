// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport;

import io.holdfast.engine.codec.AdjustStockDecoder;
import io.holdfast.engine.codec.CancelOrderDecoder;
import io.holdfast.engine.codec.ConfirmOrderDecoder;
import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.engine.codec.QueryEngineDecoder;
import io.holdfast.engine.codec.QueryOrderDecoder;
import io.holdfast.engine.codec.QuerySkuDecoder;
import io.holdfast.engine.codec.QueryStockDecoder;
import io.holdfast.engine.codec.ReturnOrderDecoder;
import io.holdfast.engine.codec.ShipOrderDecoder;
import io.holdfast.engine.codec.SubmitOrderDecoder;
import io.holdfast.engine.codec.TransferStockDecoder;
import io.holdfast.engine.codec.UpdateSkuDecoder;
import java.util.Locale;

/** What a principal may be allowed to do. */
public enum Permission {
    /** Submit, confirm and cancel orders. */
    ORDERS,
    /** Ship orders and take returns. */
    FULFILMENT,
    /** Define and update SKUs, adjust and transfer stock. */
    STOCK,
    /** Ask for stock, orders, SKUs and the engine's state. */
    QUERY;

    /** What a message needs; null if no client may send it. */
    static Permission neededFor(int templateId) {
        return switch (templateId) {
            case SubmitOrderDecoder.TEMPLATE_ID, ConfirmOrderDecoder.TEMPLATE_ID, CancelOrderDecoder.TEMPLATE_ID ->
                ORDERS;
            case ShipOrderDecoder.TEMPLATE_ID, ReturnOrderDecoder.TEMPLATE_ID -> FULFILMENT;
            case DefineSkuDecoder.TEMPLATE_ID,
                    UpdateSkuDecoder.TEMPLATE_ID,
                    AdjustStockDecoder.TEMPLATE_ID,
                    TransferStockDecoder.TEMPLATE_ID -> STOCK;
            case QueryStockDecoder.TEMPLATE_ID,
                    QueryOrderDecoder.TEMPLATE_ID,
                    QuerySkuDecoder.TEMPLATE_ID,
                    QueryEngineDecoder.TEMPLATE_ID -> QUERY;
            default -> null;
        };
    }

    static Permission of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
