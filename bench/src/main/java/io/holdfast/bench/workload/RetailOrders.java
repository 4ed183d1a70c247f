// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.workload;

import io.holdfast.server.command.UsageException;
import io.holdfast.server.load.Invoice;
import io.holdfast.server.load.InvoiceLine;
import io.holdfast.server.load.RetailYear;
import io.holdfast.transport.client.SkuTerms;
import java.util.List;

/**
 * The orders of a retailer's year, in its order, and once more from the beginning as often as needed. Of its invoices those are taken
 * that are sales for more than nothing; as many submissions are duplicates as in {@link Submissions}, and the same ones.
 */
public final class RetailOrders implements Orders {
    private final Submissions duplicates;
    private final int skus;

    /** By invoice; its lines are from its own first line to that of the next. */
    private final int[] firstLine;

    private final long[] customerIds;

    /** By line. */
    private final int[] skuIds;

    private final int[] quantities;
    private final long[] pricesMinor;

    private final long[] yearUnits;

    private long number;
    private int invoice;

    /**
     * Takes the orders out of a year.
     *
     * @param seed of the duplicates.
     * @throws UsageException if there are none.
     */
    public RetailOrders(RetailYear year, long seed) {
        duplicates = new Submissions(Demand.UNIFORM, LineCounts.ONE, seed);
        skus = year.skuCodes().size();
        List<Invoice> sales = year.invoices().stream()
                .filter(each -> each.kind() == Invoice.Kind.SALE && each.orderTotalMinor() > 0)
                .filter(each -> each.orderLines().stream().allMatch(line -> line.unitPriceMinor() >= 0))
                .toList();
        if (sales.isEmpty()) {
            throw new UsageException("no invoice of the file is an order");
        }
        firstLine = new int[sales.size() + 1];
        customerIds = new long[sales.size()];
        for (int i = 0; i < sales.size(); i++) {
            customerIds[i] = sales.get(i).customerId();
            firstLine[i + 1] = firstLine[i] + sales.get(i).orderLines().size();
        }
        List<InvoiceLine> lines =
                sales.stream().flatMap(each -> each.orderLines().stream()).toList();
        skuIds = lines.stream().mapToInt(InvoiceLine::skuId).toArray();
        quantities = lines.stream().mapToInt(InvoiceLine::quantity).toArray();
        pricesMinor = lines.stream().mapToLong(InvoiceLine::unitPriceMinor).toArray();
        yearUnits = new long[skus + 1];
        lines.forEach(line -> yearUnits[line.skuId()] += line.quantity());
    }

    /** How many orders the year has. */
    public int orders() {
        return customerIds.length;
    }

    @Override
    public void turnTo(long submission) {
        number = duplicates.original(submission);
        invoice = (int) (number % orders());
    }

    @Override
    public long orderId() {
        return number + 1;
    }

    /** As the file has it, or 0. */
    @Override
    public long customerId() {
        return customerIds[invoice];
    }

    @Override
    public int lineCount() {
        return firstLine[invoice + 1] - firstLine[invoice];
    }

    @Override
    public long skuId(int line) {
        return skuIds[firstLine[invoice] + line];
    }

    @Override
    public int quantity(int line) {
        return quantities[firstLine[invoice] + line];
    }

    @Override
    public long linePriceMinor(int line) {
        return pricesMinor[firstLine[invoice] + line];
    }

    @Override
    public int skus() {
        return skus;
    }

    /** The retailer sold the same for several prices. */
    @Override
    public long listPriceMinor(long skuId) {
        return SkuTerms.NO_LIST_PRICE;
    }

    @Override
    public long mostLines(long submissions) {
        return (submissions / orders() + 1) * skuIds.length;
    }

    @Override
    public long openingUnits(long skuId, long submissions, double share) {
        return (long) ((double) yearUnits[(int) skuId] * submissions / orders() * share);
    }
}
