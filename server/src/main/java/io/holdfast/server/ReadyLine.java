// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line that a server prints when it is ready, for people and for programs that start one.
 *
 * @param version           of the server.
 * @param pid               its process id.
 * @param dir               its data directory.
 * @param channels          where it listens, separated by spaces.
 * @param aeronDir          its media driver's directory.
 * @param durability        when an answer is sent.
 * @param recoveredSequence the last sequence found in the journal.
 * @param digest            of the state after it.
 * @param readyMs           how long the start took.
 */
public record ReadyLine(
        String version,
        long pid,
        String dir,
        String channels,
        String aeronDir,
        String durability,
        long recoveredSequence,
        long digest,
        long readyMs) {
    private static final Pattern PATTERN = Pattern.compile(
            "holdfast (\\S+) ready: pid=(\\d+) dir=\"(.*)\" channels=\"(.*)\""
                    + " aeron-dir=\"(.*)\" durability=(\\S+) recovered-sequence=(\\d+) digest=([0-9a-f]{16}) ready-ms=(\\d+)");

    /** The line's text. */
    public String text() {
        return "holdfast " + version + " ready: pid=" + pid + " dir=\"" + dir + "\" channels=\"" + channels
                + "\" aeron-dir=\"" + aeronDir + "\" durability=" + durability + " recovered-sequence="
                + recoveredSequence
                + " digest=" + HexFormat.of().toHexDigits(digest) + " ready-ms=" + readyMs;
    }

    /** Reads a line back; null if it is another line. */
    public static ReadyLine parse(String line) {
        Matcher matcher = PATTERN.matcher(line);
        if (!matcher.matches()) {
            return null;
        }
        return new ReadyLine(
                matcher.group(1),
                Long.parseLong(matcher.group(2)),
                matcher.group(3),
                matcher.group(4),
                matcher.group(5),
                matcher.group(6),
                Long.parseLong(matcher.group(7)),
                HexFormat.fromHexDigitsToLong(matcher.group(8)),
                Long.parseLong(matcher.group(9)));
    }
}
