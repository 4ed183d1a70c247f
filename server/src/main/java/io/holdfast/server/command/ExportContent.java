// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

/** What is exported. */
enum ExportContent {
    ORDERS,
    STOCK,
    EVENTS
}
