// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.engine.Engine;
import io.holdfast.engine.StockListener;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.journal.JournalRange;
import io.holdfast.journal.JournalReader;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.replay.history.Decision;
import io.holdfast.replay.records.Criteria;
import io.holdfast.replay.records.DecisionFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Which records are wanted. */
final class RecordOptions {
    @Option(
            names = "--from",
            paramLabel = "SEQUENCE|TIME",
            converter = Moment.Converter.class,
            description = "The first: a sequence, or a time like 2026-01-31T23:15:02Z or 2026-01-31.")
    private Moment from;

    @Option(
            names = "--to",
            paramLabel = "SEQUENCE|TIME",
            converter = Moment.Converter.class,
            description = "The last. What is behind it is not read.")
    private Moment to;

    @Option(
            names = "--order",
            paramLabel = "ID",
            description = "Only commands that name the order, and those with which something else happened to it.")
    private Long orderId;

    @Option(
            names = "--sku",
            paramLabel = "SKU",
            description = "Only commands that name the SKU, by its id or code, or an order that asked for it, and those"
                    + " with which something else happened to such an order.")
    private String sku;

    @Option(
            names = "--result",
            paramLabel = "CODE",
            description = "Only commands that were answered so: OK, INSUFFICIENT_STOCK, …")
    private ResultCode result;

    /** What is to be read at least, and is there. */
    JournalRange range(JournalSource journal) throws IOException {
        JournalRange end = to == null ? JournalRange.ALL : to.upTo();
        // Which orders asked for a SKU is known only from the beginning.
        boolean skips = from != null && from.sequence() != null && sku == null;
        long afterSequence = skips && from.sequence() > JournalReader.firstSequence(journal) ? from.sequence() - 1 : 0;
        return new JournalRange(afterSequence, end.lastSequence(), end.lastTimestampNs());
    }

    /** Picks them out of what is read. */
    DecisionFilter filter(JournalSource journal, Path dir, Consumer<Decision> decisions) throws IOException {
        Criteria criteria = criteria(journal, dir);
        Engine begin = criteria.skuId() == null
                ? new Engine()
                : Snapshots.beside(journal)
                        .restoreOldest(journal, StockListener.NONE)
                        .engine();
        return new DecisionFilter(criteria, begin, decisions);
    }

    private Criteria criteria(JournalSource journal, Path dir) throws IOException {
        if (result == ResultCode.NULL_VAL) {
            throw new UsageException("--result NULL_VAL is no result code");
        }
        return new Criteria(
                from == null || from.sequence() == null ? 0 : from.sequence(),
                from == null || from.timestampNs() == null ? 0 : from.timestampNs(),
                orderId,
                sku == null ? null : (Long) SkuNames.find(journal, dir, sku).id(),
                result);
    }
}
