// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.JournalEnd;
import io.holdfast.journal.JournalRange;
import io.holdfast.journal.JournalReader;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.JournalTail;
import io.holdfast.journal.RecordHandler;
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

/** Reads a data directory, which a server may be using, and prints what it comes across. */
abstract class DirectoryCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print JSON, one object a line; the last one tells how far it was read.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private Progress progress;

    /** The data directory. */
    abstract Path dir();

    /** The journal to read right now: a server may come and go between two readings. */
    final JournalSource journal() throws IOException {
        return DataDirectory.journalSource(dir());
    }

    final boolean isJson() {
        return json;
    }

    /** Reads all that a tail has to give for now, with a progress bar. */
    final void read(JournalSource journal, JournalTail tail, RecordHandler handler) throws IOException {
        watched(journal, reading -> tail.poll(new WatchedRecords(handler, reading)));
    }

    /** Replays a range of the journal, with a progress bar. */
    final Replay replay(JournalSource journal, JournalRange range, ReplayObserver observer) throws IOException {
        return watched(journal, reading -> Replay.of(journal, range, new WatchedReplay(observer, reading)));
    }

    /** Does something that reads a journal, with a progress bar. */
    final <T> T watched(JournalSource journal, Reading<T> reading) throws IOException {
        long first = JournalReader.firstSequence(journal);
        if (first > 1) {
            notice("the oldest files of the journal have been removed: it begins with sequence " + first);
        }
        long mebibytes = WatchedRecords.mebibytes(journal.bytes());
        try (Progress bar = Progress.start("reading, MiB", mebibytes)) {
            progress = bar;
            T result = reading.read(bar);
            // The files have been given more than they hold.
            bar.reach(mebibytes);
            return result;
        } finally {
            progress = null;
        }
    }

    /** Reads a journal. */
    interface Reading<T> {
        T read(Progress progress) throws IOException;
    }

    /** Prints a line, or several; a progress bar makes way for it. */
    final void print(String text) {
        if (progress == null) {
            printNow(text);
        } else {
            progress.printMeanwhile(() -> printNow(text));
        }
    }

    private void printNow(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        if (out.checkError()) {
            throw new OutputLostException();
        }
    }

    /** Prints how far the journal was read. */
    final void printEnd(JournalEnd end, boolean isLive) {
        if (json) {
            print(Json.line(endJson(end, isLive)));
            return;
        }
        print(endText(end, isLive));
        if (end.torn() != null) {
            print("torn end, to be cut off at the next start: " + end.torn());
        }
    }

    /** Tells how far the journal was read where stdout is for something else. */
    final void notice(JournalEnd end, boolean isLive) {
        notice(endText(end, isLive));
    }

    private void notice(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("holdfast: " + line);
        err.flush();
    }

    private String endText(JournalEnd end, boolean isLive) {
        return "read up to sequence " + end.lastSequence() + ", " + Wording.time(end.lastTimestampNs())
                + (isLive ? ", while a process is using " + dir() : "");
    }

    static Map<String, Object> endJson(JournalEnd end, boolean isLive) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("event", "end");
        result.put("lastSequence", end.lastSequence());
        result.put("time", Wording.time(end.lastTimestampNs()));
        result.put("live", isLive);
        result.put("tornEnd", end.torn() == null ? null : end.torn().toString());
        return result;
    }
}
