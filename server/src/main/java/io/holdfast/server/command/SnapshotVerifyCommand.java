// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.snapshot.SnapshotHeader;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.replay.SnapshotCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Verifies every snapshot. */
@Command(
        name = "verify",
        description =
                "Reads every snapshot of a data directory to its last byte, and compares its digest with that of a replay"
                        + " of the journal. A server may be using the directory. Exit code 4 if one is not good.")
final class SnapshotVerifyCommand implements Callable<Integer> {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            required = true,
            description = "The data directory; it is not changed.")
    private Path dir;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        JournalSource journal = DataDirectory.journalSource(dir);
        List<SnapshotCheck> checks =
                WatchedRecords.replaying(journal, records -> SnapshotCheck.all(Snapshots.of(dir), journal, records));
        if (json) {
            List<Map<String, Object>> results =
                    checks.stream().map(SnapshotVerifyCommand::json).toList();
            spec.commandLine().getOut().println(Json.text(Map.of("snapshots", results)));
        } else if (checks.isEmpty()) {
            spec.commandLine().getOut().println(dir + " has no snapshots");
        } else {
            checks.forEach(check -> spec.commandLine().getOut().println(text(check)));
        }
        return checks.stream().allMatch(SnapshotCheck::isGood) ? ExitCode.OK : ExitCode.DAMAGED;
    }

    private static String text(SnapshotCheck check) {
        if (!check.isGood()) {
            return check.file() + ": not good: " + check.fault();
        }
        SnapshotHeader header = check.header();
        return check.file() + ": good, "
                + SnapshotText.of(header.sequence(), header.record().timestampNs(), header.digest());
    }

    private static Map<String, Object> json(SnapshotCheck check) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("file", check.file().toString());
        if (check.header() != null) {
            SnapshotHeader header = check.header();
            result.putAll(SnapshotText.json(header.sequence(), header.record().timestampNs(), header.digest()));
        }
        result.put("good", check.isGood());
        result.put("fault", check.fault());
        return result;
    }
}
