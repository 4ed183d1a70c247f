// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import io.holdfast.bench.workload.Accounts;
import io.holdfast.bench.workload.Answers;
import io.holdfast.bench.workload.Orders;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.server.command.UsageException;
import io.holdfast.server.load.OrderedSession;
import io.holdfast.transport.client.HoldfastClient;
import io.holdfast.transport.client.OrderBuilder;
import io.holdfast.transport.client.StockView;
import java.util.Map;

/** Submissions and nothing else: orders that stay open, or are refused where the stock has run out. */
final class OrderFlood implements Workload {
    /** The stock is for this share of what is asked for, so that towards the end some is refused. */
    private static final double STOCK_SHARE = 0.95;

    private final Orders orders;
    private final StockRoom stock;
    private final Answers answers = new Answers(0);

    OrderFlood(Orders orders) {
        this.orders = orders;
        this.stock = new StockRoom(orders);
    }

    @Override
    public Map<String, String> neededSettings(int commands) {
        return NeededSettings.of(commands, orders.mostLines(commands), 0);
    }

    @Override
    public void open(OrderedSession session, int commands) {
        answers.resize(commands);
        stock.open(session);
    }

    @Override
    public void takeStock(OrderedSession session, int sent, int commands) {
        answers.resize(sent);
        long[] sold = Accounts.soldUnits(orders, answers);
        stock.cutTo(session, sku -> sold[(int) sku] + orders.openingUnits(sku, commands - sent, STOCK_SHARE));
        answers.resize(commands);
    }

    @Override
    public long send(HoldfastClient client, long number) {
        orders.turnTo(number);
        int lines = orders.lineCount();
        OrderBuilder order = client.order(orders.orderId(), orders.customerId(), lines);
        if (order == null) {
            return HoldfastClient.BACK_PRESSURED;
        }
        for (int line = 0; line < lines; line++) {
            order.line(orders.skuId(line), StockRoom.LOCATION, orders.quantity(line), orders.linePriceMinor(line));
        }
        return order.submit();
    }

    @Override
    public void answered(long number, ResultCode code, OrderStatus status, long amount) {
        if (code != ResultCode.OK && code != ResultCode.INSUFFICIENT_STOCK) {
            throw new UsageException("submission " + number + " was answered with " + code);
        }
        answers.put((int) number, code == ResultCode.OK ? amount : 0);
    }

    @Override
    public Audit audit(OrderedSession session) {
        StockView[] views = stock.stocks(session);
        Accounts.Left left = new Accounts.Left(StockRoom.engine(session).orders(), sku -> unitsLeft(views[(int) sku]));
        Accounts accounts = new Accounts(orders, stock::openingUnits, answers);
        return new Audit(answers.count(), answers.accepted(), accounts.faults(left, true));
    }

    private static long unitsLeft(StockView view) {
        return view.onHand() - view.reserved() - view.allocated();
    }
}
