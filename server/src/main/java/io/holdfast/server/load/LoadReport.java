// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

import java.util.Locale;

/**
 * What became of a year. Units are units of goods; amounts are in pence.
 *
 * @param lines               all lines of the file.
 * @param openingUnits        received before the first invoice.
 * @param orders              accepted, waiting and rejected ones.
 * @param accepted            paid, and shipped if that was wanted.
 * @param filledLater         of the accepted ones, those that had to wait.
 * @param waiting             still waiting at the end.
 * @param adjustments         sent for the file's invoices, refused ones too.
 * @param skippedLines        of invoices that say nothing about stock, or without a quantity.
 * @param finalOnHandUnits    as the engine says, SKU by SKU.
 * @param finalReservedUnits  as the engine says: held by orders that wait for more.
 * @param finalAllocatedUnits as the engine says: paid for and not shipped.
 * @param finalWaitingUnits   as the engine says: waited for.
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
        int filledLater,
        int waiting,
        int rejected,
        long acceptedUnits,
        long acceptedAmountMinor,
        int adjustments,
        int adjustmentsRefused,
        int skippedLines,
        long finalOnHandUnits,
        long finalReservedUnits,
        long finalAllocatedUnits,
        long finalWaitingUnits,
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
                waiting:     %,d of the accepted orders had to wait; %,d wait still: they hold %,d units and want %,d more
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
                filledLater,
                waiting,
                finalReservedUnits,
                finalWaitingUnits,
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
