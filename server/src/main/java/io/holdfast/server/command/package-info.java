/** The {@code holdfast} command: what users type, one class for each subcommand. */
package io.holdfast.server.command;
