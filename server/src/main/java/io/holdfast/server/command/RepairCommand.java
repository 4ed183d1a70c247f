// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import picocli.CommandLine.Command;

/** What an operator can decide about a data directory that cannot be recovered as it is. */
@Command(
        name = "repair",
        description = "Records what an operator has decided about a data directory that no server can start from.",
        subcommands = RepairSkipCommand.class)
final class RepairCommand {}
