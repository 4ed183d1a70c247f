// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

/**
 * A line of an invoice.
 *
 * @param quantity       units; negative for what was lost or came back.
 * @param unitPriceMinor in pence.
 */
public record InvoiceLine(int skuId, int quantity, long unitPriceMinor) {}
