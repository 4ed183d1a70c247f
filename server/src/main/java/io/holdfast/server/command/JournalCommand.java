// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import picocli.CommandLine.Command;

/** About the journal of a data directory. */
@Command(
        name = "journal",
        description = "Tells about the journal of a data directory: every command in its order, and what was decided.",
        subcommands = {
            JournalPrintCommand.class,
            JournalStatsCommand.class,
            JournalTailCommand.class,
            VerifyCommand.class
        })
final class JournalCommand {}
