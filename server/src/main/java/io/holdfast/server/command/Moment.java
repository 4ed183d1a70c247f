// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.journal.JournalRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A place in a journal, named by a sequence or by a time.
 *
 * @param sequence    of a record; null if it is named by a time.
 * @param timestampNs nanoseconds since 1970; null if it is named by a sequence.
 */
record Moment(Long sequence, Long timestampNs) {
    /** What is behind the record, or the last one up to the time, is not read. */
    JournalRange upTo() {
        return sequence == null ? JournalRange.upToTime(timestampNs) : JournalRange.upTo(sequence);
    }

    /** Reads 4711, 2026-01-31T23:15:02Z, 2026-01-31T23:15:02.5+01:00 and 2026-01-31, which is its beginning in UTC. */
    static Moment parse(String text) {
        try {
            if (text.chars().allMatch(Character::isDigit)) {
                return new Moment(Long.parseLong(text), null);
            }
            Instant time = text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            long seconds = Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L);
            return new Moment(null, Math.addExact(seconds, time.getNano()));
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no sequence like 4711 and no time like 2026-01-31T23:15:02Z or 2026-01-31", e);
        }
    }

    /** Reads what is typed. */
    static final class Converter implements ITypeConverter<Moment> {
        @Override
        public Moment convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
