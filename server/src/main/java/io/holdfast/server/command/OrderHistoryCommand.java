// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.replay.Replay;
import io.holdfast.replay.ReplayObserver;
import io.holdfast.replay.history.OrderEvent;
import io.holdfast.replay.history.OrderHistory;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells everything that happened to an order. */
@Command(
        name = "history",
        description =
                "Prints every command that named an order, with what was asked and answered, and what the engine did"
                        + " to it by itself; in the order in which it happened. Amounts are in minor units.")
final class OrderHistoryCommand extends HistoryCommand {
    @Parameters(paramLabel = "ID", description = "The order's id; a negative one behind --.")
    private long id;

    private OrderHistory history;

    @Override
    ReplayObserver begin() {
        history = new OrderHistory(id, this::print);
        return history;
    }

    private void print(OrderEvent event) {
        print(isJson() ? Json.line(HistoryJson.of(event)) : text(event));
    }

    private static String text(OrderEvent event) {
        List<String> lines = event.lines();
        return HistoryText.when(event.decision()) + "  " + String.join(System.lineSeparator() + "    ", lines);
    }

    @Override
    int end(Replay replay) {
        if (history.count() == 0) {
            throw new UsageException(
                    "no command in " + dir() + " up to sequence " + replay.end().lastSequence() + " names order " + id);
        }
        return ExitCode.OK;
    }
}
