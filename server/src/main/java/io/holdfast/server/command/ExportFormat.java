// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

/** How rows are written. */
enum ExportFormat {
    CSV,
    JSON
}
