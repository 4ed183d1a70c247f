// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.engine.Engine;
import io.holdfast.engine.StockListener;
import io.holdfast.journal.JournalReader;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.replay.history.SkuLookup;
import io.holdfast.replay.history.SkuLookup.Sku;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the SKU that is meant. */
final class SkuNames {
    private SkuNames() {}

    /**
     * The one SKU with an id or a code.
     *
     * @param dir where the journal lies, to be told if there is none, or if there are several.
     */
    static Sku find(JournalSource journal, Path dir, String idOrCode) throws IOException {
        List<Sku> skus = find(journal, idOrCode);
        if (skus.isEmpty()) {
            throw new UsageException("no SKU " + idOrCode + " has been defined in " + dir);
        }
        if (skus.size() > 1) {
            String ids = skus.stream().map(sku -> Long.toString(sku.id())).collect(Collectors.joining(", "));
            throw new UsageException(idOrCode + " is the code of the SKUs " + ids + ": name one by its id");
        }
        return skus.get(0);
    }

    private static List<Sku> find(JournalSource journal, String idOrCode) throws IOException {
        Engine begin = Snapshots.beside(journal)
                .restoreOldest(journal, StockListener.NONE)
                .engine();
        SkuLookup lookup = new SkuLookup(idOrCode, begin);
        long mebibytes = WatchedRecords.mebibytes(journal.bytes());
        try (Progress reading = Progress.start("looking for the SKU, MiB", mebibytes)) {
            JournalReader.readAfter(journal, begin.lastSequence(), new WatchedRecords(lookup, reading));
            reading.reach(mebibytes);
        }
        return lookup.found();
    }
}
