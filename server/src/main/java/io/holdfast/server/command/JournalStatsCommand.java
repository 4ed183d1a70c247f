// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.journal.JournalEnd;
import io.holdfast.journal.JournalFile;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.JournalTail;
import io.holdfast.replay.history.Wording;
import io.holdfast.replay.records.JournalStats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Counts records. */
@Command(
        name = "stats",
        description =
                "Counts the records by command and result, and tells from when to when they are, how many bytes they"
                        + " take, and which file has which.")
final class JournalStatsCommand extends DirectoryCommand {
    @Mixin
    private DirOption dir;

    @Override
    Path dir() {
        return dir.path();
    }

    @Override
    public Integer call() throws IOException {
        JournalSource journal = journal();
        JournalStats stats = new JournalStats();
        try (JournalTail tail = JournalTail.open(journal)) {
            read(journal, tail, stats);
            if (isJson()) {
                printJson(stats, tail.files(), tail.end());
            } else {
                printText(stats, tail.files(), tail.end());
            }
            printEnd(tail.end(), journal.isLive());
        }
        return ExitCode.OK;
    }

    private void printText(JournalStats stats, List<JournalFile> files, JournalEnd end) {
        print(String.format(
                Locale.ROOT,
                "%,d records, %,d bytes of commands and %,d of outcomes, in %,d files of %,d bytes, of which %,d are used",
                end.records(),
                stats.commandBytes(),
                stats.outcomeBytes(),
                files.size(),
                files.stream().mapToLong(JournalFile::lengthBytes).sum(),
                files.stream().mapToLong(JournalFile::usedBytes).sum()));
        if (end.records() > 0) {
            print("from " + Wording.time(firstTimestampNs(files)) + " to " + Wording.time(end.lastTimestampNs()));
            print("");
            print(String.format(Locale.ROOT, "%-16s %-24s %14s", "command", "answered", "records"));
        }
        for (JournalStats.Count count : stats.counts()) {
            print(String.format(
                    Locale.ROOT, "%-16s %-24s %,14d", count.command(), RecordText.code(count.code()), count.records()));
        }
        print("");
        print(String.format(
                Locale.ROOT, "%14s %14s %14s %14s  file", "first", "last", "bytes used", "bytes allocated"));
        for (JournalFile file : files) {
            print(String.format(
                    Locale.ROOT,
                    "%14d %14d %,14d %,15d  %s",
                    file.firstSequence(),
                    file.lastSequence(),
                    file.usedBytes(),
                    file.lengthBytes(),
                    file.path()));
        }
    }

    private void printJson(JournalStats stats, List<JournalFile> files, JournalEnd end) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("event", "journal");
        all.put("records", end.records());
        all.put("commandBytes", stats.commandBytes());
        all.put("outcomeBytes", stats.outcomeBytes());
        all.put("firstTime", Wording.time(firstTimestampNs(files)));
        all.put("lastTime", Wording.time(end.lastTimestampNs()));
        print(Json.line(all));
        for (JournalStats.Count count : stats.counts()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("event", "count");
            json.put("command", count.command());
            json.put("code", RecordText.code(count.code()));
            json.put("records", count.records());
            print(Json.line(json));
        }
        for (JournalFile file : files) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("event", "file");
            json.put("file", file.path().toString());
            json.put("records", file.records());
            json.put("firstSequence", file.firstSequence());
            json.put("lastSequence", file.lastSequence());
            json.put("firstTime", Wording.time(file.firstTimestampNs()));
            json.put("lastTime", Wording.time(file.lastTimestampNs()));
            json.put("usedBytes", file.usedBytes());
            json.put("allocatedBytes", file.lengthBytes());
            print(Json.line(json));
        }
    }

    private static long firstTimestampNs(List<JournalFile> files) {
        return files.stream()
                .filter(file -> file.records() > 0)
                .mapToLong(JournalFile::firstTimestampNs)
                .findFirst()
                .orElse(0);
    }
}
