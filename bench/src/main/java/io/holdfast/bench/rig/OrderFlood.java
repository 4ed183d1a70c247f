// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import io.holdfast.bench.workload.Accounts;
import io.holdfast.bench.workload.Answers;
import io.holdfast.bench.workload.Submissions;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.HoldfastClient;
import io.holdfast.transport.client.OrderBuilder;
import io.holdfast.transport.client.SkuTerms;
import io.holdfast.transport.client.StockView;
import java.time.Duration;
import java.util.List;

/** Submissions and nothing else: orders that stay open, or are refused where the stock has run out. */
final class OrderFlood implements Workload {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int LOCATION = 0;
    /** The stock is for this share of what is asked for, so that towards the end some is refused. */
    private static final double STOCK_SHARE = 0.95;

    private final Submissions submissions;
    private final int commands;
    private final Answers answers;

    /** @param commands how many there will be in all. */
    OrderFlood(Submissions submissions, int commands) {
        this.submissions = submissions;
        this.commands = commands;
        this.answers = new Answers(commands);
    }

    @Override
    public void open(BlockingClient client) {
        for (long sku = 1; sku <= Submissions.SKUS; sku++) {
            SkuTerms terms = SkuTerms.DEFAULT.withListPriceMinor(Submissions.priceMinor(sku));
            client.defineSku(sku, "SKU " + sku, terms, TIMEOUT);
            int units = Math.toIntExact(openingUnits(sku));
            client.adjustStock(sku, sku, LOCATION, units, AdjustmentReason.RECEIPT, TIMEOUT);
        }
    }

    private long openingUnits(long sku) {
        return submissions.openingUnits(sku, commands, STOCK_SHARE);
    }

    @Override
    public long send(HoldfastClient client, long number) {
        submissions.turnTo(number);
        int lines = submissions.lineCount();
        OrderBuilder order = client.order(submissions.orderId(), submissions.customerId(), lines);
        if (order == null) {
            return HoldfastClient.BACK_PRESSURED;
        }
        for (int line = 0; line < lines; line++) {
            long sku = submissions.skuId(line);
            order.line(sku, LOCATION, submissions.quantity(), Submissions.priceMinor(sku));
        }
        return order.submit();
    }

    @Override
    public void answered(long number, ResultCode code, long totalMinor) {
        answers.put((int) number, code == ResultCode.OK ? totalMinor : 0);
    }

    @Override
    public List<String> audit(BlockingClient client) {
        long orders = client.engine(TIMEOUT).orders();
        Accounts.Left left = new Accounts.Left(orders, sku -> unitsLeft(client, sku));
        return new Accounts(submissions, this::openingUnits, answers).faults(left, true);
    }

    private static long unitsLeft(BlockingClient client, long sku) {
        StockView stock = client.stock(sku, LOCATION, TIMEOUT);
        return stock.onHand() - stock.reserved() - stock.allocated();
    }

    @Override
    public long accepted() {
        return answers.accepted();
    }
}
