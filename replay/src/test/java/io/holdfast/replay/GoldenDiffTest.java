// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.journal.DataDirectory;
import io.holdfast.replay.diff.DiffReport;
import io.holdfast.replay.diff.OtherRules;
import io.holdfast.replay.diff.ReplayDiff;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** This build decides every journal that was ever written as it is on record. */
class GoldenDiffTest {
    @TempDir
    private Path path;

    @ParameterizedTest
    @FieldSource("io.holdfast.replay.GoldenJournalTest#GOLDEN")
    void shouldDecideAsOnRecord(String name) throws Exception {
        PackedDirectory.unpack(GoldenJournalTest.resource(name + ".zip"), path);
        DiffReport report = ReplayDiff.run(
                DataDirectory.journalSource(path),
                OtherRules.NONE,
                UnaryOperator.identity(),
                difference -> Assertions.fail(difference.toString()));
        assertTrue(report.isSame());
        assertEquals(Replay.of(DataDirectory.journalToRead(path)).engine().digest(), report.digest());
    }
}
