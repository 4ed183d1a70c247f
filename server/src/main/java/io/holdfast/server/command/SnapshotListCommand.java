// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.snapshot.SnapshotHeader;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.journal.snapshot.UnusableSnapshotException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells which snapshots there are. */
@Command(
        name = "list",
        description = "Prints the snapshots of a data directory, the newest first, as they tell of themselves;"
                + " only verify reads all of them.")
final class SnapshotListCommand implements Callable<Integer> {
    @Option(names = "--dir", paramLabel = "DIR", required = true, description = "The data directory.")
    private Path dir;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        DataDirectory.journalSource(dir);
        List<Map<String, Object>> results = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (Path file : Snapshots.of(dir).files()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("file", file.toString());
            result.put("bytes", Files.size(file));
            try {
                SnapshotHeader header = Snapshots.header(file);
                long timestampNs = header.record().timestampNs();
                result.putAll(SnapshotText.json(header.sequence(), timestampNs, header.digest()));
                lines.add(file + ": " + SnapshotText.of(header.sequence(), timestampNs, header.digest()) + ", "
                        + Files.size(file) + " bytes");
            } catch (UnusableSnapshotException e) {
                result.put("fault", e.getMessage());
                lines.add(file + ": cannot be used: " + e.getMessage());
            }
            results.add(result);
        }
        if (json) {
            spec.commandLine().getOut().println(Json.text(Map.of("snapshots", results)));
        } else {
            lines.forEach(spec.commandLine().getOut()::println);
        }
        return ExitCode.OK;
    }
}
