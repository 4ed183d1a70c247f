// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.engine.Location;
import io.holdfast.replay.Replay;
import io.holdfast.replay.ReplayObserver;
import io.holdfast.replay.history.SkuLookup.Sku;
import io.holdfast.replay.history.StockChange;
import io.holdfast.replay.history.StockHistory;
import io.holdfast.replay.history.StockSum;
import io.holdfast.replay.history.Wording;
import java.io.IOException;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells every change of a SKU's stock. */
@Command(
        name = "history",
        description =
                "Prints every change of a SKU's stock, from where the journal begins, with its cause and the stock after it; at the end what"
                        + " they come to by cause, and whether that is the stock that the engine reports. Exit code 1 if it is"
                        + " not.")
final class StockHistoryCommand extends HistoryCommand {
    @Parameters(
            paramLabel = "SKU",
            description = "The SKU's id, or, if no SKU has it as its id, its code; a negative id behind --.")
    private String idOrCode;

    @Option(
            names = "--location",
            paramLabel = "N",
            description = "The one location that is of interest; otherwise all of them.")
    private Integer location;

    private StockHistory history;

    @Override
    ReplayObserver begin() throws IOException {
        if (location != null && (location < 0 || location >= Location.ANY)) {
            throw new UsageException("--location must be 0 to " + (Location.ANY - 1));
        }
        Sku sku = SkuNames.find(journal(), dir(), idOrCode);
        if (!isJson()) {
            print("SKU " + sku.id() + ", " + Wording.quoted(sku.code()));
            print(HistoryText.STOCK_HEADING);
        }
        history = new StockHistory(
                sku.id(), location == null ? OptionalInt.empty() : OptionalInt.of(location), this::print);
        return history;
    }

    private void print(StockChange change) {
        print(isJson() ? Json.line(HistoryJson.of(change)) : HistoryText.row(change));
    }

    @Override
    int end(Replay replay) {
        boolean isWhole = true;
        for (StockSum sum : history.sums(replay.engine())) {
            print(isJson() ? Json.line(HistoryJson.of(sum)) : HistoryText.table(sum));
            isWhole &= sum.isWhole();
        }
        return isWhole ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }
}
