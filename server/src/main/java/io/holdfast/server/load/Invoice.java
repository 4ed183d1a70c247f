// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

import java.util.List;

/**
 * An invoice: the lines of one number, in the order in which they stand in the file.
 *
 * @param number     as it is written in the file.
 * @param customerId 0 if it is missing.
 */
public record Invoice(String number, Kind kind, long customerId, List<InvoiceLine> lines) {
    /** What an invoice's number says that it is. */
    public enum Kind {
        /** Digits only: an order, and what was found lost or broken. */
        SALE,
        /** Begins with C: goods that came back. */
        RETURN,
        /** Nothing about stock. */
        OTHER;

        private static Kind of(String number) {
            if (number.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return SALE;
            }
            return number.startsWith("C") ? RETURN : OTHER;
        }
    }

    Invoice(String number, long customerId, List<InvoiceLine> lines) {
        this(number, Kind.of(number), customerId, lines);
    }

    /** A sale's number as a number. */
    long orderId() {
        return Long.parseLong(number);
    }

    /** What a sale's customer ordered. */
    public List<InvoiceLine> orderLines() {
        return lines.stream().filter(line -> line.quantity() > 0).toList();
    }

    /**
     * What a sale's customer has to pay for that, in pence.
     *
     * @throws ArithmeticException if it does not fit into 64 bits.
     */
    public long orderTotalMinor() {
        long totalMinor = 0;
        for (InvoiceLine line : orderLines()) {
            totalMinor = Math.addExact(totalMinor, Math.multiplyExact(line.unitPriceMinor(), line.quantity()));
        }
        return totalMinor;
    }
}
