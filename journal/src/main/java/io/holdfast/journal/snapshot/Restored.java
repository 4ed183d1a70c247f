// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal.snapshot;

import io.holdfast.engine.Engine;
import java.util.List;

/**
 * What there is to go on from.
 *
 * @param engine     as the snapshot has it; a new one if there is none to be used.
 * @param header     the snapshot's; null if there is none to be used.
 * @param passedOver newer ones, which could not be used.
 */
public record Restored(Engine engine, SnapshotHeader header, List<PassedOver> passedOver) {}
