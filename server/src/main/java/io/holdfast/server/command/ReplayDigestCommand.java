// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.journal.JournalSource;
import io.holdfast.replay.Replay;
import io.holdfast.replay.ReplayObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells the digest of a state. */
@Command(
        name = "digest",
        description = "Prints the digest of the state at a place of the journal: equal states have equal digests. Every"
                + " outcome up to there is compared with the one on record.")
final class ReplayDigestCommand extends DirectoryCommand {
    @Mixin
    private DirOption dir;

    @Mixin
    private AtOption at;

    @Override
    Path dir() {
        return dir.path();
    }

    @Override
    public Integer call() throws IOException {
        JournalSource journal = journal();
        Replay replay = replay(journal, at.range(), ReplayObserver.NONE);
        at.check(replay.end(), dir());
        String digest = HexFormat.of().toHexDigits(replay.engine().digest());
        if (isJson()) {
            Map<String, Object> json = endJson(replay.end(), journal.isLive());
            json.put("digest", digest);
            print(Json.line(json));
        } else {
            print("digest " + digest);
            printEnd(replay.end(), journal.isLive());
        }
        return ExitCode.OK;
    }
}
