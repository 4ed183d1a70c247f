// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.engine.codec.ResultCode;
import io.holdfast.replay.history.Decision;
import io.holdfast.replay.history.Effect;
import io.holdfast.replay.history.Wording;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How records are printed: for people, and for programs. */
final class RecordText {
    private static final String NEXT_LINE = System.lineSeparator() + "    ";

    private RecordText() {}

    static String text(Decision decision) {
        List<String> lines = new ArrayList<>(decision.lines());
        decision.effects().stream().map(Effect::title).forEach(lines::add);
        if (decision.digest() != null) {
            lines.add("digest " + HexFormat.of().toHexDigits(decision.digest()));
        }
        return HistoryText.when(decision) + "  " + String.join(NEXT_LINE, lines);
    }

    static Map<String, Object> json(Decision decision) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", "command");
        json.put("sequence", decision.sequence());
        json.put("time", Wording.time(decision.timestampNs()));
        json.put("command", decision.command().kind());
        json.put("firstSent", Wording.time(decision.firstSentNs()));
        json.put("repeats", decision.repeats());
        json.put("asked", decision.command());
        json.put("outcome", decision.isDecided() ? decision.outcome() : null);
        json.put("effects", decision.effects());
        if (decision.digest() != null) {
            json.put("digest", HexFormat.of().toHexDigits(decision.digest()));
        }
        return json;
    }

    /** A result, which is none where the engine could not decide. */
    static String code(ResultCode code) {
        return code == ResultCode.NULL_VAL ? "UNDECIDED" : code.name();
    }
}
