// SPDX-License-Identifier: Apache-2.0
/**
 * Snapshots: the whole state of an engine behind a record of the journal, so that a start need not replay what came before. A snapshot
 * is used only if every byte of it is as it was written and the journal beside it is the one that it was made of.
 */
package io.holdfast.journal.snapshot;
