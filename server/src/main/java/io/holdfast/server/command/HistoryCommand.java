// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.journal.JournalRange;
import io.holdfast.journal.JournalSource;
import io.holdfast.replay.Replay;
import io.holdfast.replay.ReplayObserver;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;

/** Replays a data directory and prints what it comes across. */
abstract class HistoryCommand extends DirectoryCommand {
    @Mixin
    private DirOption dir;

    /** What is to watch the replay. */
    abstract ReplayObserver begin() throws IOException;

    /** Prints what is to be told at the end; returns the exit code. */
    abstract int end(Replay replay);

    @Override
    final Path dir() {
        return dir.path();
    }

    @Override
    public final Integer call() throws IOException {
        ReplayObserver observer = begin();
        JournalSource journal = journal();
        Replay replay = replay(journal, JournalRange.ALL, observer);
        int exitCode = end(replay);
        printEnd(replay.end(), journal.isLive());
        return exitCode;
    }
}
