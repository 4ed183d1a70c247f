// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.journal.JournalSource;
import io.holdfast.journal.JournalTail;
import io.holdfast.replay.history.Decision;
import io.holdfast.replay.records.DecisionFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the last records, and those that come. */
@Command(
        name = "tail",
        description =
                "Prints the last records, as print does; with -f also those that come, until it is stopped, through"
                        + " restarts of the server.")
final class JournalTailCommand extends DirectoryCommand {
    private static final int POLL_INTERVAL_MS = 50;

    @Mixin
    private DirOption dir;

    @Mixin
    private RecordOptions options;

    @Option(
            names = {"-n", "--records"},
            paramLabel = "N",
            defaultValue = "10",
            description = "How many of the records that are there. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what comes.")
    private boolean follows;

    private final Deque<Decision> last = new ArrayDeque<>();
    private boolean isAtEnd;

    @Override
    Path dir() {
        return dir.path();
    }

    @Override
    public Integer call() throws IOException {
        if (count < 0) {
            throw new UsageException("-n must be 0 or more");
        }
        JournalSource journal = journal();
        DecisionFilter filter = options.filter(journal, dir(), this::take);
        // A server may come back while we look: what is its torn end now is its business then.
        JournalSource source = follows ? new JournalSource(journal.path(), true) : journal;
        try (JournalTail tail = JournalTail.open(source, options.range(journal))) {
            read(source, tail, filter);
            isAtEnd = true;
            last.forEach(this::print);
            last.clear();
            if (follows) {
                follow(tail, filter);
            }
            printEnd(tail.end(), journal.isLive());
            return ExitCode.OK;
        }
    }

    private void take(Decision decision) {
        if (isAtEnd) {
            print(decision);
            return;
        }
        last.add(decision);
        if (last.size() > count) {
            last.remove();
        }
    }

    private void print(Decision decision) {
        print(isJson() ? Json.line(RecordText.json(decision)) : RecordText.text(decision));
    }

    /** Until the process is stopped, or the range is at its end. */
    private static void follow(JournalTail tail, DecisionFilter filter) throws IOException {
        IdleStrategy idle = new SleepingMillisIdleStrategy(POLL_INTERVAL_MS);
        while (!tail.isDone()) {
            idle.idle((int) Math.min(1, tail.poll(filter)));
        }
    }
}
