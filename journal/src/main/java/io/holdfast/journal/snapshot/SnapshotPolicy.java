// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal.snapshot;

import io.holdfast.journal.Retention;

/**
 * What goes along with writing a snapshot.
 *
 * @param kept           how many snapshots are kept, at least 1.
 * @param leaveFreeBytes what a snapshot must leave on the disk for the journal, which needs the room more.
 * @param retention      what becomes of the journal's files that no kept snapshot needs.
 */
public record SnapshotPolicy(int kept, long leaveFreeBytes, Retention retention) {}
