// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

import java.util.List;

/**
 * All invoices of a file, in the order of their first lines. SKU ids are 1, 2, 3 … in order of first appearance.
 *
 * @param skuCodes the code of SKU 1, of SKU 2 …
 * @param lines    how many lines the invoices have, all together.
 */
public record RetailYear(List<Invoice> invoices, List<String> skuCodes, int lines) {

    /** The units ordered of SKU 1, of SKU 2 … over the year. */
    long[] unitsDemanded() {
        long[] units = new long[skuCodes.size()];
        for (Invoice invoice : invoices) {
            if (invoice.kind() == Invoice.Kind.SALE) {
                for (InvoiceLine line : invoice.lines()) {
                    units[line.skuId() - 1] += Math.max(0, line.quantity());
                }
            }
        }
        return units;
    }
}
