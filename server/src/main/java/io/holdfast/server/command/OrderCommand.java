// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import picocli.CommandLine.Command;

/** About orders in a data directory. */
@Command(
        name = "order",
        description = "Tells about an order in a data directory.",
        subcommands = OrderHistoryCommand.class)
final class OrderCommand {}
