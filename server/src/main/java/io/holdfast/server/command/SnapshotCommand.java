// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import picocli.CommandLine.Command;

/** About the snapshots of a data directory. */
@Command(
        name = "snapshot",
        description = "Takes, lists and verifies the snapshots of a data directory.",
        subcommands = {SnapshotListCommand.class, SnapshotTakeCommand.class, SnapshotVerifyCommand.class})
final class SnapshotCommand {}
