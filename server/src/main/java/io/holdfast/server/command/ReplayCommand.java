// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import picocli.CommandLine.Command;

/** Runs the commands of a data directory through an engine again. */
@Command(
        name = "replay",
        description =
                "Runs the commands of a data directory through an engine again: to see the state at any place, or what"
                        + " would have been decided under other rules.",
        subcommands = {ReplayDiffCommand.class, ReplayDigestCommand.class, ReplayStateCommand.class})
final class ReplayCommand {}
