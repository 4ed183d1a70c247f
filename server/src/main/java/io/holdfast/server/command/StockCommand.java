// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import picocli.CommandLine.Command;

/** About stocks in a data directory. */
@Command(
        name = "stock",
        description = "Tells about a SKU's stock in a data directory.",
        subcommands = StockHistoryCommand.class)
final class StockCommand {}
