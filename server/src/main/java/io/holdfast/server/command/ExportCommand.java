// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.holdfast.engine.Engine;
import io.holdfast.journal.JournalEnd;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.JournalTail;
import io.holdfast.replay.Replay;
import io.holdfast.replay.ReplayObserver;
import io.holdfast.replay.records.Criteria;
import io.holdfast.replay.records.DecisionFilter;
import io.holdfast.replay.state.StateQueries;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what there is for other programs. */
@Command(
        name = "export",
        description =
                "Writes the orders, the stock or all events of a data directory, a row each: CSV with a heading, or a"
                        + " JSON object a line. Amounts are in minor units. Orders are those that the engine remembers.")
final class ExportCommand extends DirectoryCommand {
    @Mixin
    private DirOption dir;

    @Mixin
    private AtOption at;

    @Parameters(paramLabel = "WHAT", description = "${COMPLETION-CANDIDATES}")
    private ExportContent content;

    @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}")
    private ExportFormat format;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write it: a new file. Default: stdout.")
    private Path out;

    private PrintWriter file;

    @Override
    Path dir() {
        return dir.path();
    }

    @Override
    public Integer call() throws IOException {
        JournalSource journal = journal();
        if (out == null) {
            notice(export(journal), journal.isLive());
            return ExitCode.OK;
        }
        if (Files.exists(out)) {
            throw new UsageException(out + " is there already: name a new file");
        }
        // It has its name when it is whole.
        Path aside = out.resolveSibling(out.getFileName() + ".partial");
        JournalEnd end;
        try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(aside, StandardCharsets.UTF_8))) {
            file = writer;
            end = export(journal);
            if (writer.checkError()) {
                throw new IOException(out + " could not be written: is there room on its disk?");
            }
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(aside);
            throw e;
        }
        Files.move(aside, out, StandardCopyOption.ATOMIC_MOVE);
        notice(end, journal.isLive());
        return ExitCode.OK;
    }

    private JournalEnd export(JournalSource journal) throws IOException {
        if (format == ExportFormat.CSV) {
            write(csv(ExportRows.columns(content)));
        }
        return content == ExportContent.EVENTS ? exportEvents(journal) : exportState(journal);
    }

    private JournalEnd exportEvents(JournalSource journal) throws IOException {
        DecisionFilter all = new DecisionFilter(
                new Criteria(0, 0, null, null, null),
                new Engine(),
                decision -> ExportRows.of(decision).forEach(this::writeRow));
        try (JournalTail tail = JournalTail.open(journal, at.range())) {
            read(journal, tail, all);
            at.check(tail.end(), dir());
            return tail.end();
        }
    }

    private JournalEnd exportState(JournalSource journal) throws IOException {
        Replay replay = replay(journal, at.range(), ReplayObserver.NONE);
        at.check(replay.end(), dir());
        StateQueries queries = new StateQueries(replay.engine());
        if (content == ExportContent.ORDERS) {
            queries.forEachOrder(order -> writeRow(ExportRows.of(order)));
        } else {
            queries.forEachStock(stock -> writeRow(ExportRows.of(stock)));
        }
        return replay.end();
    }

    private void writeRow(Map<String, Object> row) {
        write(
                format == ExportFormat.JSON
                        ? Json.line(row)
                        : csv(ExportRows.columns(content).stream()
                                .map(column -> row.getOrDefault(column, "").toString())
                                .toList()));
    }

    private static String csv(List<String> fields) {
        StringWriter line = new StringWriter();
        CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .bufferSize(0)
                .build(line)
                .writeRecord(fields);
        // The line ends where it is written.
        return line.getBuffer().substring(0, line.getBuffer().length() - 1);
    }

    private void write(String line) {
        if (file == null) {
            print(line);
        } else {
            file.println(line);
        }
    }
}
