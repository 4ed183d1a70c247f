// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.JournalEnd;
import io.holdfast.journal.JournalSource;
import io.holdfast.replay.Replay;
import io.holdfast.replay.ReplayObserver;
import io.holdfast.replay.history.Wording;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replays a data directory, which a server may be using, and prints what it comes across. */
abstract class HistoryCommand implements Callable<Integer> {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            required = true,
            description = "The data directory. It is not changed, and a server may be writing to it:"
                    + " then it is read as far as it goes for now.")
    private Path dir;

    @Option(names = "--json", description = "Print JSON, one object a line; the last one tells how far it was read.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private Progress progress;

    /** What is to watch the replay. */
    abstract ReplayObserver begin() throws IOException;

    /** Prints what is to be told at the end; returns the exit code. */
    abstract int end(Replay replay);

    @Override
    public final Integer call() throws IOException {
        ReplayObserver observer = begin();
        JournalSource journal = journal();
        long mebibytes = WatchedRecords.mebibytes(journal.bytes());
        Replay replay;
        try (Progress reading = Progress.start("reading, MiB", mebibytes)) {
            progress = reading;
            replay = Replay.of(journal, new WatchedReplay(observer, reading));
            // The files have been given more than they hold.
            reading.reach(mebibytes);
        }
        int exitCode = end(replay);
        printEnd(replay.end(), journal.isLive());
        return exitCode;
    }

    /** The journal to read right now: a server may come and go between two readings. */
    final JournalSource journal() throws IOException {
        return DataDirectory.journalSource(dir);
    }

    final Path dir() {
        return dir;
    }

    final boolean isJson() {
        return json;
    }

    final void print(String line) {
        if (progress == null) {
            printNow(line);
        } else {
            progress.printMeanwhile(() -> printNow(line));
        }
    }

    private void printNow(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        if (out.checkError()) {
            throw new OutputLostException();
        }
    }

    private void printEnd(JournalEnd end, boolean isLive) {
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("event", "end");
            result.put("lastSequence", end.lastSequence());
            result.put("time", Wording.time(end.lastTimestampNs()));
            result.put("live", isLive);
            result.put("tornEnd", end.torn() == null ? null : end.torn().toString());
            print(Json.line(result));
            return;
        }
        print("read up to sequence " + end.lastSequence() + ", " + Wording.time(end.lastTimestampNs())
                + (isLive ? ", while a process is using " + dir : ""));
        if (end.torn() != null) {
            print("torn end, to be cut off at the next start: " + end.torn());
        }
    }
}
