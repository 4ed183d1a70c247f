// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.JournalRange;
import io.holdfast.journal.JournalReader;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.JournalTail;
import io.holdfast.journal.Repairs;
import io.holdfast.replay.history.Wording;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has a command passed over that made the engine throw. */
@Command(
        name = "skip",
        description =
                "Decides that a command which the engine could not decide, and nobody was answered to, is passed over"
                        + " from now on, as if it had never come; whoever sent it may send it again. Every start tells of it. No"
                        + " other command can be skipped.")
final class RepairSkipCommand implements Callable<Integer> {
    @Option(names = "--dir", paramLabel = "DIR", required = true, description = "The data directory, not in use.")
    private Path dir;

    @Option(names = "--sequence", paramLabel = "N", required = true, description = "The command's sequence.")
    private long sequence;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why, in one line, for those who ask later.")
    private String reason;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String text = reason.strip();
        if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
            throw new UsageException("--reason must be one line of text");
        }
        DataDirectory.journalToRead(dir);
        try (DataDirectory directory = DataDirectory.own(dir)) {
            JournalSource journal = JournalSource.atRest(directory.journal());
            Repairs repairs = Repairs.of(journal);
            long timestampNs = undecidedTimestampNs(journal);
            if (repairs.skips(sequence, timestampNs)) {
                throw new UsageException("sequence " + sequence + " is being passed over already");
            }
            Repairs.Skip skip =
                    new Repairs.Skip(sequence, timestampNs, Instant.now().truncatedTo(ChronoUnit.SECONDS), text);
            repairs.with(skip).write(directory);
            print(skip);
        }
        return ExitCode.OK;
    }

    /** When the command came. */
    private long undecidedTimestampNs(JournalSource journal) throws IOException {
        long[] timestampNs = {-1};
        boolean[] isDecided = new boolean[1];
        JournalRange only = new JournalRange(Math.max(0, sequence - 1), sequence, Long.MAX_VALUE);
        long last = JournalTail.read(
                        journal,
                        only,
                        (number,
                                recordTimestampNs,
                                buffer,
                                commandOffset,
                                commandLength,
                                outcomeOffset,
                                outcomeLength) -> {
                            timestampNs[0] = recordTimestampNs;
                            isDecided[0] = outcomeLength > 0;
                        })
                .lastSequence();
        if (timestampNs[0] < 0) {
            throw new UsageException("the journal of " + dir + " has no sequence " + sequence + ": it has "
                    + JournalReader.firstSequence(journal) + " to " + last);
        }
        if (isDecided[0]) {
            throw new UsageException("sequence " + sequence + " was decided and may have been answered, so it cannot be"
                    + " skipped: only a command that the engine halted on can");
        }
        return timestampNs[0];
    }

    private void print(Repairs.Skip skip) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("sequence", skip.sequence());
            result.put("time", Wording.time(skip.timestampNs()));
            result.put("since", skip.since().toString());
            result.put("reason", skip.reason());
            out.println(Json.text(result));
        } else {
            out.println(
                    "sequence " + sequence + ", " + Wording.time(skip.timestampNs()) + ", is passed over from now on");
        }
    }
}
