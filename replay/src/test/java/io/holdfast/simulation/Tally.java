// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How often what happened, and a hash over all of it in its order: equal for two runs that went the same way. */
public final class Tally {
    private final Map<Event, Long> counts = new EnumMap<>(Event.class);
    private long trace;

    void add(Event event) {
        add(event, 1);
    }

    void add(Event event, long times) {
        counts.merge(event, times, Long::sum);
        trace(event.name().hashCode(), times);
    }

    /** Takes two numbers that tell something of what happened into the hash. */
    void trace(long what, long detail) {
        trace = mix(mix(trace ^ what) + detail);
    }

    private static long mix(long number) {
        long mixed = number * 0x9E37_79B9_7F4A_7C15L;
        return mixed ^ (mixed >>> 29);
    }

    /** Adds up the counts of many runs. */
    public void add(Tally other) {
        other.counts.forEach((event, times) -> counts.merge(event, times, Long::sum));
        trace ^= other.trace;
    }

    public long of(Event event) {
        return counts.getOrDefault(event, 0L);
    }

    /** What has happened at least once. */
    public Set<Event> events() {
        Set<Event> events = EnumSet.noneOf(Event.class);
        counts.forEach((event, times) -> {
            if (times > 0) {
                events.add(event);
            }
        });
        return events;
    }

    public long traceHash() {
        return trace;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach((event, times) -> text.append(
                        event.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .append(' ')
                .append(times)
                .append(", "));
        return text.append("trace ").append(Long.toHexString(trace)).toString();
    }
}
