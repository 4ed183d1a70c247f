// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal.snapshot;

import io.holdfast.journal.RecordIdentity;

/**
 * What a snapshot says of itself.
 *
 * @param stateLayout the version of what is in it, see {@link io.holdfast.engine.Engine#STATE_LAYOUT}.
 * @param record      the last record that the state has.
 * @param digest      of the state.
 */
public record SnapshotHeader(int stateLayout, RecordIdentity record, long digest) {
    /** The last sequence that the state has. */
    public long sequence() {
        return record.sequence();
    }
}
