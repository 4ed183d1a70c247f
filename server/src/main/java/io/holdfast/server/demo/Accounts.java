// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.demo;

import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.transport.client.Order;
import io.holdfast.transport.client.StockView;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** The accounts of the sale, drawn up from the clients' books alone, and then held against the engine's stock. */
final class Accounts {
    private final FlashSale sale;
    private final long[] reserved = new long[FlashSale.SKUS + 1];
    private final long[] sold = new long[FlashSale.SKUS + 1];
    private final Map<ResultCode, Integer> refusals = new EnumMap<>(ResultCode.class);

    private int accepted;
    private int rejected;
    private int confirmed;
    private int cancelled;
    private int abandoned;
    private long soldMinor;
    private int unexpected;
    private int duplicatedEffects;

    Accounts(FlashSale sale, List<ClientBook> books) {
        this.sale = sale;
        for (ClientBook book : books) {
            duplicatedEffects += book.duplicatedEffects();
            unexpected += book.unexpected();
            for (int i = 0; i < book.begun(); i++) {
                add(book, i);
            }
        }
    }

    private void add(ClientBook book, int i) {
        ResultCode submission = book.submission(i);
        if (submission != ResultCode.OK) {
            rejected++;
            refusals.merge(submission, 1, Integer::sum);
            return;
        }
        accepted++;
        if (book.status(i) == OrderStatus.CANCELLED) {
            cancelled++;
            return;
        }
        if (book.order(i).isAbandoned()) {
            abandoned++;
            return;
        }
        boolean isPaid = book.status(i) == OrderStatus.CONFIRMED;
        for (Order.Line line : book.order(i).lines()) {
            (isPaid ? sold : reserved)[(int) line.skuId()] += line.quantity();
        }
        if (isPaid) {
            confirmed++;
            soldMinor += book.order(i).totalMinor();
        }
    }

    int accepted() {
        return accepted;
    }

    int rejected() {
        return rejected;
    }

    int confirmed() {
        return confirmed;
    }

    int cancelled() {
        return cancelled;
    }

    /** Orders whose holds have ended, as nobody paid them. */
    int abandoned() {
        return abandoned;
    }

    long soldMinor() {
        return soldMinor;
    }

    int unexpected() {
        return unexpected;
    }

    int duplicatedEffects() {
        return duplicatedEffects;
    }

    /** How many orders were refused, by reason. */
    Map<ResultCode, Integer> refusals() {
        return refusals;
    }

    /** Units that were sold, of all SKUs. */
    long soldUnits() {
        long units = 0;
        for (long ofSku : sold) {
            units += ofSku;
        }
        return units;
    }

    /** Units promised to customers beyond what there was. */
    long oversoldUnits() {
        long units = 0;
        for (int sku = 1; sku <= FlashSale.SKUS; sku++) {
            units += Math.max(0, reserved[sku] + sold[sku] - sale.openingUnits(sku));
        }
        return units;
    }

    /**
     * Counts the SKUs of which the engine tells something else.
     *
     * @param stock asks the engine for a SKU's stock.
     */
    int countDifferences(LongFunction<StockView> stock) {
        int differences = 0;
        for (int sku = 1; sku <= FlashSale.SKUS; sku++) {
            StockView view = stock.apply(sku);
            if (view.onHand() != sale.openingUnits(sku)
                    || view.reserved() != reserved[sku]
                    || view.allocated() != sold[sku]) {
                differences++;
            }
        }
        return differences;
    }
}
