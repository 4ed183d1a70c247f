// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.demo;

import io.holdfast.transport.client.Order;
import io.holdfast.transport.client.OrderTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A flash sale: one SKU that nearly everybody wants and of which there is far too little, some others, some orders of many
 * lines, some with a wrong price, some submitted twice, some that are never paid. A seed and a number give the same order every time.
 */
final class FlashSale {
    static final long HOT_SKU = 1;
    static final int SKUS = 21;

    private static final long HOT_PRICE_MINOR = 49_99;
    private static final int MAX_LINES = 5;
    /** The others have the engine's own, which is longer than any sale; these are not to be waited for. */
    private static final Duration TIME_TO_PAY_OF_THE_ABANDONED = Duration.ofSeconds(1);

    private final int orders;
    private final long seed;

    FlashSale(int orders, long seed) {
        this.orders = orders;
        this.seed = seed;
    }

    int orders() {
        return orders;
    }

    /** Units in stock when the sale begins: about a fourteenth of what is wanted of the hot SKU. */
    int openingUnits(long skuId) {
        return skuId == HOT_SKU ? Math.max(1, orders / 16) : Math.max(2, orders / 60);
    }

    static long priceMinor(long skuId) {
        return skuId == HOT_SKU ? HOT_PRICE_MINOR : 5_00 + skuId * 75;
    }

    static String code(long skuId) {
        return skuId == HOT_SKU ? "SNEAKER-LIMITED" : "SNEAKER-" + skuId;
    }

    /** The order of a number from 0; its id is one more. */
    SaleOrder order(int number) {
        SplittableRandom random = new SplittableRandom(seed + number);
        long wrongPriceMinor = random.nextInt(500) == 0 ? 1 : 0;
        int kind = random.nextInt(100);
        List<Order.Line> lines = new ArrayList<>();
        if (kind < 70) {
            lines.add(line(HOT_SKU, 1, wrongPriceMinor));
        } else if (kind < 88) {
            lines.add(line(anotherSku(random), 1 + random.nextInt(3), wrongPriceMinor));
        } else {
            int lineCount = 2 + random.nextInt(MAX_LINES - 1);
            for (int i = 0; i < lineCount; i++) {
                lines.add(line(i == 0 ? HOT_SKU : anotherSku(random), 1 + random.nextInt(2), wrongPriceMinor));
            }
        }
        long customerId = 1_000L + random.nextInt(orders);
        SaleOrder.Ending ending = ending(random.nextInt(100));
        OrderTerms terms = ending == SaleOrder.Ending.ABANDONED
                ? OrderTerms.DEFAULT.withTimeToPay(TIME_TO_PAY_OF_THE_ABANDONED)
                : OrderTerms.DEFAULT;
        return new SaleOrder(new Order(number + 1, customerId, terms, lines), ending, random.nextInt(100) < 3);
    }

    private static SaleOrder.Ending ending(int kind) {
        if (kind < 75) {
            return SaleOrder.Ending.PAID;
        }
        return kind < 90 ? SaleOrder.Ending.CANCELLED : SaleOrder.Ending.ABANDONED;
    }

    private static long anotherSku(SplittableRandom random) {
        return HOT_SKU + 1 + random.nextInt(SKUS - 1);
    }

    private static Order.Line line(long skuId, int quantity, long wrongPriceMinor) {
        return new Order.Line(skuId, 0, quantity, priceMinor(skuId) - wrongPriceMinor);
    }
}
