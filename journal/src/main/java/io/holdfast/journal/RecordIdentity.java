// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

/**
 * What tells a record from those of the same sequence in all other journals: when it was decided, to the nanosecond, and the
 * checksum of what was asked and answered.
 *
 * @param timestampNs nanoseconds since 1970.
 * @param crc         the record's CRC32C.
 */
public record RecordIdentity(long sequence, long timestampNs, int crc) {}
