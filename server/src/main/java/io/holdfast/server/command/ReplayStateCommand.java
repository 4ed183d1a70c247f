// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.journal.JournalSource;
import io.holdfast.replay.Replay;
import io.holdfast.replay.ReplayObserver;
import io.holdfast.replay.state.OrderRow;
import io.holdfast.replay.state.SkuRow;
import io.holdfast.replay.state.StateQueries;
import io.holdfast.replay.state.StockRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.collections.MutableLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what was there at some time. */
@Command(
        name = "state",
        description =
                "Prints the stock of all SKUs and how many orders there are, or what is asked for, as it was behind a"
                        + " command: what the engine would have answered to a query then.")
final class ReplayStateCommand extends DirectoryCommand {
    @Mixin
    private DirOption dir;

    @Mixin
    private AtOption at;

    @Option(names = "--sku", paramLabel = "SKU", description = "Only this SKU, by its id or code.")
    private String sku;

    @Option(names = "--order", paramLabel = "ID", description = "Only this order.")
    private Long orderId;

    @Override
    Path dir() {
        return dir.path();
    }

    @Override
    public Integer call() throws IOException {
        if (sku != null && orderId != null) {
            throw new UsageException("--sku or --order, not both");
        }
        JournalSource journal = journal();
        Long skuId =
                sku == null ? null : (Long) SkuNames.find(journal, dir(), sku).id();
        Replay replay = replay(journal, at.range(), ReplayObserver.NONE);
        at.check(replay.end(), dir());
        StateQueries queries = new StateQueries(replay.engine());
        if (orderId != null) {
            printOrder(queries, replay);
        } else if (skuId != null) {
            printSku(queries, skuId, replay);
        } else {
            printAll(queries, replay);
        }
        printEnd(replay.end(), journal.isLive());
        return ExitCode.OK;
    }

    private void printOrder(StateQueries queries, Replay replay) {
        OrderRow order = queries.order(orderId)
                .orElseThrow(() -> new UsageException("order " + orderId + " is not known in " + dir() + " at sequence "
                        + replay.end().lastSequence() + ": not submitted yet, or forgotten already"));
        print(isJson() ? Json.line(StateText.json("order", order)) : StateText.text(order));
    }

    private void printSku(StateQueries queries, long skuId, Replay replay) {
        SkuRow row = queries.sku(skuId)
                .orElseThrow(() -> new UsageException("SKU " + skuId + " is not known in " + dir() + " at sequence "
                        + replay.end().lastSequence() + ": not defined yet"));
        print(isJson() ? Json.line(StateText.json("sku", row)) : StateText.text(row));
        printStockHeading();
        queries.forEachStock(skuId, this::print);
    }

    private void printAll(StateQueries queries, Replay replay) {
        printStockHeading();
        queries.forEachStock(this::print);
        Map<OrderStatus, MutableLong> byStatus = new EnumMap<>(OrderStatus.class);
        queries.forEachOrder(order -> byStatus.computeIfAbsent(order.status(), status -> new MutableLong())
                .increment());
        Map<String, Object> orders = new LinkedHashMap<>();
        byStatus.forEach((status, count) -> orders.put(status.name(), count.get()));
        String digest = HexFormat.of().toHexDigits(replay.engine().digest());
        if (isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("event", "state");
            json.put("orders", orders);
            json.put("digest", digest);
            print(Json.line(json));
        } else {
            print("orders: " + (orders.isEmpty() ? "none" : StateText.counts(orders)));
            print("digest " + digest);
        }
    }

    private void printStockHeading() {
        if (!isJson()) {
            print(StateText.STOCK_HEADING);
        }
    }

    private void print(StockRow stock) {
        print(isJson() ? Json.line(StateText.json("stock", stock)) : StateText.text(stock));
    }
}
