// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

import java.util.Locale;

/**
 * What became of a year. Units are units of goods; amounts are in pence.
 *
 * @param lines               all lines of the file.
 * @param openingUnits        received before the first invoice.
 * @param orders              accepted and rejected ones.
 * @param adjustments         sent for the file's invoices, refused ones too.
 * @param skippedLines        of invoices that say nothing about stock, or without a quantity.
 * @param finalOnHandUnits    as the engine says, SKU by SKU.
 * @param finalAllocatedUnits as the engine says, SKU by SKU.
 * @param differences         SKUs whose stock is not what the answers say that it must be.
 * @param digest              of the engine's state after all that, 16 hexadecimal digits.
 * @param ordersPerSecond     while the invoices were streamed.
 */
public record LoadReport(
        int invoices,
        int lines,
        int skus,
        long openingUnits,
        int orders,
        int accepted,
        int rejected,
        long acceptedUnits,
        long acceptedAmountMinor,
        int adjustments,
        int adjustmentsRefused,
        int skippedLines,
        long finalOnHandUnits,
        long finalAllocatedUnits,
        int differences,
        String digest,
        long ordersPerSecond) {

    /** For people: a few lines. */
    public String text() {
        return String.format(
                Locale.UK,
                """
                %,d invoices with %,d lines, %,d SKUs; %,d units in stock before the first
                orders:      %,d, of which %,d accepted and paid: %,d units for %,d.%02d pounds; %,d rejected
                adjustments: %,d for returns and damage, of which %,d refused: the stock was not there, or promised
                skipped:     %,d lines that say nothing about stock
                at the end:  %,d units on hand, of which %,d are paid for and to be shipped
                check:       %s
                digest %s, %,d orders/s""",
                invoices,
                lines,
                skus,
                openingUnits,
                orders,
                accepted,
                acceptedUnits,
                acceptedAmountMinor / 100,
                acceptedAmountMinor % 100,
                rejected,
                adjustments,
                adjustmentsRefused,
                skippedLines,
                finalOnHandUnits,
                finalAllocatedUnits,
                differences == 0
                        ? "the engine's stock is what its answers add up to, for every SKU"
                        : "FAILED: the engine's stock is not what its answers add up to, for %,d SKUs"
                                .formatted(differences),
                digest,
                ordersPerSecond);
    }
}
