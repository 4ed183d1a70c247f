// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import io.holdfast.bench.workload.LifeAccounts;
import io.holdfast.bench.workload.LifeAnswers;
import io.holdfast.bench.workload.Lives;
import io.holdfast.bench.workload.Orders;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.server.load.OrderedSession;
import io.holdfast.transport.client.EngineView;
import io.holdfast.transport.client.HoldfastClient;
import io.holdfast.transport.client.OrderBuilder;
import io.holdfast.transport.client.ShipmentBuilder;
import io.holdfast.transport.client.StockView;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@link Lives} of orders, submitted, paid, shipped, cancelled, left to expire and asked for. A command waits for the answer to the one before it on its
 * order, as a shop's would, also if that has to be sent again: so each answer is a matter of those before, whatever else happens.
 */
final class OrderLives implements Workload {
    /** The stock is for this share of what is asked for; less than is bought, so that towards the end some is refused. */
    private static final double STOCK_SHARE = 0.6;

    private static final Duration TIME_TO_PAY = Duration.ofDays(1);
    private static final Duration NEXT_TO_NO_TIME = Duration.ofMillis(1);

    private static final long MOST_SETTLING_NS = TimeUnit.SECONDS.toNanos(20);

    private final Orders orders;
    private final Lives lives;
    private final StockRoom stock;
    private final LifeAnswers answers = new LifeAnswers();

    /** @param distance submissions between the commands of an order: as many as are in flight, or commands wait for each other. */
    OrderLives(Orders orders, int distance) {
        this.orders = orders;
        this.lives = new Lives(orders, distance);
        this.stock = new StockRoom(orders);
    }

    @Override
    public Map<String, String> neededSettings(int commands) {
        int submissions = commands / Lives.STEPS + 1;
        return NeededSettings.of(submissions, orders.mostLines(submissions), submissions);
    }

    @Override
    public void open(OrderedSession session, int commands) {
        answers.resize(commands);
        stock.open(session);
    }

    @Override
    public void takeStock(OrderedSession session, int sent, int commands) {
        answers.resize(sent);
        LifeAccounts accounts = new LifeAccounts(lives, answers);
        int submissions = (commands - sent) / Lives.STEPS;
        stock.cutTo(session, sku -> accounts.takenUnits(sku) + orders.openingUnits(sku, submissions, STOCK_SHARE));
        answers.resize(commands);
    }

    @Override
    public long send(HoldfastClient client, long number) {
        lives.turnTo(number);
        if (lives.commandBefore() >= 0 && !answers.isThere(lives.commandBefore())) {
            return HoldfastClient.BACK_PRESSURED;
        }
        long orderId = orders.orderId();
        return switch (lives.kind()) {
            case SUBMIT -> submit(client);
            case CONFIRM -> client.confirmOrder(orderId, orders.totalMinor());
            case CANCEL -> client.cancelOrder(orderId);
            case SHIP -> ship(client);
            case QUERY_ORDER -> client.queryOrder(orderId);
            case QUERY_STOCK -> client.queryStock(orders.skuId(0), StockRoom.LOCATION);
        };
    }

    private long submit(HoldfastClient client) {
        int lines = orders.lineCount();
        OrderBuilder order = client.order(orders.orderId(), orders.customerId(), lines);
        if (order == null) {
            return HoldfastClient.BACK_PRESSURED;
        }
        order.timeToPay(lives.fate() == Lives.Fate.ABANDONED ? NEXT_TO_NO_TIME : TIME_TO_PAY);
        for (int line = 0; line < lines; line++) {
            order.line(orders.skuId(line), StockRoom.LOCATION, orders.quantity(line), orders.linePriceMinor(line));
        }
        return order.submit();
    }

    /** An order is shipped once, so its id will do. */
    private long ship(HoldfastClient client) {
        ShipmentBuilder shipment = client.shipment(orders.orderId(), orders.orderId(), 0);
        return shipment == null ? HoldfastClient.BACK_PRESSURED : shipment.submit();
    }

    @Override
    public void answered(long number, ResultCode code, OrderStatus status, long amount) {
        answers.put(number, code, status, amount);
    }

    @Override
    public Audit audit(OrderedSession session) {
        LifeAccounts accounts = new LifeAccounts(lives, answers);
        StockView[] views = settled(session, accounts);
        EngineView engine = StockRoom.engine(session);
        LifeAccounts.Left left = new LifeAccounts.Left(engine.orders(), engine.shipments(), sku -> views[(int) sku]);
        return new Audit(accounts.submitted(), accounts.accepted(), accounts.faults(stock::openingUnits, left));
    }

    /** The stock when the last holds of those who do not pay are over; or as it is when that takes too long. */
    private StockView[] settled(OrderedSession session, LifeAccounts accounts) {
        long beganNs = System.nanoTime();
        StockView[] views = stock.stocks(session);
        while (!isSettled(views, accounts) && System.nanoTime() - beganNs < MOST_SETTLING_NS) {
            views = stock.stocks(session);
        }
        return views;
    }

    private static boolean isSettled(StockView[] views, LifeAccounts accounts) {
        return Arrays.stream(views).skip(1).allMatch(view -> view.reserved() == accounts.reservedUnits(view.skuId()));
    }
}
