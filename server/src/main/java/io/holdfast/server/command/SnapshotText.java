// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.replay.history.Wording;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** How snapshots are told, for people and for programs. */
final class SnapshotText {
    private SnapshotText() {}

    static String of(long sequence, long timestampNs, long digest) {
        return "sequence " + sequence + ", " + Wording.time(timestampNs) + ", digest "
                + HexFormat.of().toHexDigits(digest);
    }

    static Map<String, Object> json(long sequence, long timestampNs, long digest) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("sequence", sequence);
        result.put("time", Wording.time(timestampNs));
        result.put("digest", HexFormat.of().toHexDigits(digest));
        return result;
    }
}
