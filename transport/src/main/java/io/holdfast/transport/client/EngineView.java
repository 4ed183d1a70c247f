// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

/**
 * How far the engine is.
 *
 * @param sequence    of the last command.
 * @param timestampNs its time, nanoseconds since 1970.
 * @param digest      of the whole state.
 */
public record EngineView(long sequence, long timestampNs, long digest, int skus, int orders, int adjustments) {}
