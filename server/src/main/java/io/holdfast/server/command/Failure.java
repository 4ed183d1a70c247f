// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.journal.DamagedJournalException;
import io.holdfast.journal.DataDirectoryException;
import io.holdfast.replay.DivergedException;
import io.holdfast.replay.UndecidedException;
import io.holdfast.replay.UnfitSettingsException;
import io.holdfast.replay.diff.UnfitRulesException;
import io.holdfast.server.ServerProcessException;
import io.holdfast.server.StartException;
import io.holdfast.server.load.CannotLoadException;
import io.holdfast.server.load.SessionLostException;
import io.holdfast.server.load.UnexpectedAnswerException;
import io.holdfast.transport.client.CannotConnectException;
import io.holdfast.transport.client.NoAnswerException;
import io.holdfast.transport.client.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/**
 * How an exception is told to the user: one line and an exit code.
 *
 * @param exitCode see {@link ExitCode}.
 * @param line     what, where, what to do.
 */
record Failure(int exitCode, String line) {

    static Failure of(Throwable e) {
        if (e instanceof DamagedJournalException) {
            return new Failure(ExitCode.DAMAGED, "damaged data: " + e.getMessage());
        }
        if (e instanceof DivergedException) {
            return new Failure(ExitCode.DAMAGED, "the journal does not replay: " + e.getMessage());
        }
        if (e instanceof UndecidedException) {
            return new Failure(ExitCode.HALTED, e.getMessage());
        }
        if (e instanceof CannotConnectException
                || e instanceof NoAnswerException
                || e instanceof SessionLostException) {
            return new Failure(ExitCode.CANNOT_CONNECT, e.getMessage());
        }
        if (e instanceof ServerProcessException server) {
            // A server that was killed by a signal has a code beyond ours.
            return new Failure(Math.min(server.exitCode(), ExitCode.HALTED), e.getMessage());
        }
        if (e instanceof UnexpectedAnswerException || e instanceof RefusedException) {
            return new Failure(ExitCode.CHECK_FAILED, e.getMessage());
        }
        if (e instanceof UsageException
                || e instanceof CannotLoadException
                || e instanceof OutputLostException
                || e instanceof DataDirectoryException
                || e instanceof StartException
                || e instanceof UnfitRulesException
                || e instanceof UnfitSettingsException) {
            return new Failure(ExitCode.USAGE, e.getMessage());
        }
        if (e instanceof NoSuchFileException) {
            return new Failure(ExitCode.USAGE, e.getMessage() + ": no such file or directory");
        }
        if (e instanceof AccessDeniedException) {
            return new Failure(ExitCode.USAGE, e.getMessage() + ": permission denied");
        }
        if (e instanceof UncheckedIOException unchecked) {
            return of(unchecked.getCause());
        }
        if (e instanceof IOException) {
            return new Failure(ExitCode.USAGE, e.getMessage());
        }
        return new Failure(ExitCode.HALTED, "unexpected: " + e + " (--verbose tells more)");
    }
}
