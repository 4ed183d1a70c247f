// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import io.holdfast.engine.Location;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How times, places and texts are written for people. */
public final class Wording {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Wording() {}

    /** Nanoseconds since 1970 in ISO 8601, in UTC, always of the same length. */
    public static String time(long ns) {
        return TIME.format(Instant.ofEpochSecond(0, ns));
    }

    /** {@code 15m}, {@code 1h30m}, {@code 0.5s}. */
    static String duration(long ns) {
        return Duration.ofNanos(ns).toString().substring(2).toLowerCase(Locale.ROOT);
    }

    static String place(int location) {
        return location == Location.ANY ? "any location" : "location " + location;
    }

    static String stock(long skuId, int location) {
        return "SKU " + skuId + " at " + place(location);
    }

    /** A text that somebody sent: it must not do anything to a terminal. */
    public static String quoted(String text) {
        return '"' + text.replaceAll("\\p{Cc}", "\uFFFD") + '"';
    }

    static String quotedIfAny(String text) {
        return text.isEmpty() ? "" : ", " + quoted(text);
    }

    static String ifNotZero(String what, long value) {
        return value == 0 ? "" : ", " + what + " " + value;
    }

    /** An enum's value as a word: {@code late payment}. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
