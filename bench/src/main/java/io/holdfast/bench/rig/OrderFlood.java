// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import io.holdfast.bench.workload.Submissions;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.HoldfastClient;
import io.holdfast.transport.client.OrderBuilder;
import io.holdfast.transport.client.SkuTerms;
import io.holdfast.transport.client.StockView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Submissions and nothing else: orders that stay open, or are refused where the stock has run out. */
final class OrderFlood implements Workload {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int LOCATION = 0;
    /** The stock is for this share of what is asked for, so that towards the end some is refused. */
    private static final double STOCK_SHARE = 0.95;

    private final Submissions submissions;
    private final long planned;
    private final Answers answers;

    /** @param planned how many commands there will be in all. */
    OrderFlood(Submissions submissions, int planned) {
        this.submissions = submissions;
        this.planned = planned;
        this.answers = new Answers(planned);
    }

    @Override
    public void open(BlockingClient client) {
        for (long sku = 1; sku <= Submissions.SKUS; sku++) {
            SkuTerms terms = SkuTerms.DEFAULT.withListPriceMinor(Submissions.priceMinor(sku));
            client.defineSku(sku, "SKU " + sku, terms, TIMEOUT);
            client.adjustStock(sku, sku, LOCATION, openingUnits(sku), AdjustmentReason.RECEIPT, TIMEOUT);
        }
    }

    private int openingUnits(long sku) {
        return Math.toIntExact(submissions.openingUnits(sku, planned, STOCK_SHARE));
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
    public void answered(long number, ResultCode code, long decidedSequence) {
        answers.set(number, code, decidedSequence);
    }

    @Override
    public List<String> audit(BlockingClient client, long commands) {
        List<String> wrong = new ArrayList<>();
        long[] held = new long[Submissions.SKUS + 1];
        long notAlike = 0;
        long unexpected = 0;
        for (long number = 0; number < commands; number++) {
            long original = submissions.original(number);
            if (original != number) {
                notAlike += answers.areAlike(number, original) ? 0 : 1;
            } else if (answers.isAccepted(number)) {
                submissions.turnTo(number);
                for (int line = 0; line < submissions.lineCount(); line++) {
                    held[(int) submissions.skuId(line)] += submissions.quantity();
                }
            } else if (answers.code(number) != ResultCode.INSUFFICIENT_STOCK) {
                unexpected++;
            }
        }
        if (notAlike > 0) {
            wrong.add(notAlike + " duplicates were answered otherwise than what they repeat");
        }
        if (unexpected > 0) {
            wrong.add(unexpected + " orders were refused for another reason than stock");
        }
        for (int sku = 1; sku <= Submissions.SKUS; sku++) {
            StockView stock = client.stock(sku, LOCATION, TIMEOUT);
            if (stock.onHand() != openingUnits(sku) || stock.reserved() != held[sku] || stock.allocated() != 0) {
                wrong.add("SKU " + sku + ": opened with " + openingUnits(sku) + ", orders were promised " + held[sku]
                        + ", and the engine has " + stock);
            }
        }
        return wrong;
    }

    @Override
    public long accepted(long commands) {
        long accepted = 0;
        for (long number = 0; number < commands; number++) {
            accepted += answers.isAccepted(number) ? 1 : 0;
        }
        return accepted;
    }
}
