// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.counters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a counter is called in the driver, where those of others are too.
 *
 * @param text what it counts.
 * @param pid  the server's process.
 */
record CounterLabel(String text, long pid) {
    private static final Pattern FORM = Pattern.compile("holdfast (.+) - pid=(\\d{1,18})");

    /** What a label says; null if it is not a server's. */
    static CounterLabel parse(String label) {
        Matcher matcher = FORM.matcher(label);
        return matcher.matches() ? new CounterLabel(matcher.group(1), Long.parseLong(matcher.group(2))) : null;
    }

    @Override
    public String toString() {
        return "holdfast " + text + " - pid=" + pid;
    }
}
