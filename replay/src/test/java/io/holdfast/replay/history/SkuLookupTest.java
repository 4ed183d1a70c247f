// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.engine.Engine;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.JournalReader;
import io.holdfast.replay.history.SkuLookup.Sku;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkuLookupTest {
    @TempDir
    private Path path;

    @Test
    void shouldFindByIdAndOtherwiseByCode() throws IOException {
        try (HistoryRig rig = new HistoryRig(path)) {
            rig.engine.defineSku(1, null, 0, "BOOT");
            rig.engine.defineSku(1, null, 0, "BOOT");
            rig.engine.defineSku(2, null, 0, "1");
            rig.engine.defineSku(3, null, -1, "refused");
            rig.engine.defineSku(-4, null, 0, "22423");
            rig.engine.defineSku(5, null, 0, "twice");
            rig.engine.defineSku(6, null, 0, "twice");
        }
        assertEquals(List.of(new Sku(1, "BOOT")), find("1"));
        assertEquals(List.of(new Sku(1, "BOOT")), find("BOOT"));
        assertEquals(List.of(new Sku(-4, "22423")), find("22423"));
        assertEquals(List.of(new Sku(-4, "22423")), find("-4"));
        assertEquals(List.of(new Sku(5, "twice"), new Sku(6, "twice")), find("twice"));
        assertEquals(List.of(), find("refused"));
        assertEquals(List.of(), find("3"));
        assertEquals(List.of(), find(""));
    }

    private List<Sku> find(String idOrCode) throws IOException {
        SkuLookup lookup = new SkuLookup(idOrCode, new Engine());
        JournalReader.read(DataDirectory.journalSource(path), lookup);
        return lookup.found();
    }
}
