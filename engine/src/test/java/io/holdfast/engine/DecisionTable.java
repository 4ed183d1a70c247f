// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.ResultCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code decisions.txt}, whose head explains its language. */
record DecisionTable(List<Row> given, List<Section> sections, List<Pair> impossible) {
    /** Rows that are run one after the other, after the given ones, on an engine of their own. */
    record Section(String title, List<Row> rows) {}

    /**
     * A command or query and its result.
     *
     * @param words   the command without its options.
     * @param options what is said of the command as key=value.
     * @param code    the expected one, {@code null} where the row has no result.
     * @param over    the code that fails too, or {@code null}.
     * @param again   whether the answer must be the one to the same words further up.
     * @param fields  what the answer must say.
     */
    record Row(
            int lineNumber,
            String text,
            List<String> words,
            Map<String, String> options,
            ResultCode code,
            ResultCode over,
            boolean again,
            Map<String, String> fields) {
        String command() {
            return words.get(0);
        }

        /** The nth word, or another if there are fewer. */
        String word(int n, String otherwise) {
            return n < words.size() ? words.get(n) : otherwise;
        }

        long number(int n) {
            return DecisionTable.number(words.get(n));
        }

        @Override
        public String toString() {
            return "line " + lineNumber + ": " + text;
        }
    }

    /** Two codes that a command can give, in the order in which they are checked. */
    record Pair(String command, ResultCode first, ResultCode second) {}

    static DecisionTable read() {
        DecisionTable table = new DecisionTable(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int lineNumber = 0;
        List<Row> rows = table.given;
        for (String line : text().lines().toList()) {
            lineNumber++;
            if (line.startsWith("## ")) {
                rows = line.equals("## given") ? table.given : new ArrayList<>();
                if (rows != table.given) {
                    table.sections.add(new Section(line.substring(3), rows));
                }
            } else if (line.startsWith("never ")) {
                String[] words = line.split("\\s+", 5);
                table.impossible.add(new Pair(words[1], ResultCode.valueOf(words[2]), ResultCode.valueOf(words[3])));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                rows.add(row(lineNumber, line));
            }
        }
        return table;
    }

    private static Row row(int lineNumber, String line) {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        Map<String, String> fields = new LinkedHashMap<>();
        ResultCode code = null;
        ResultCode over = null;
        boolean again = false;
        String[] sides = line.split("->", 2);
        for (String word : sides[0].trim().split("\\s+", -1)) {
            if (word.contains("=")) {
                put(options, word);
            } else {
                words.add(word);
            }
        }
        if (sides.length == 2) {
            String[] result = sides[1].trim().split("\\s+", -1);
            code = ResultCode.valueOf(result[0]);
            for (int i = 1; i < result.length; i++) {
                if (result[i].equals("over")) {
                    over = ResultCode.valueOf(result[++i]);
                } else if (result[i].equals("again")) {
                    again = true;
                } else {
                    put(fields, result[i]);
                }
            }
        }
        return new Row(lineNumber, line.trim().replaceAll("\\s+", " "), words, options, code, over, again, fields);
    }

    private static void put(Map<String, String> map, String keyAndValue) {
        String[] parts = keyAndValue.split("=", 2);
        map.put(parts[0], parts[1]);
    }

    /** A number, or one counted from the end of a type's range. */
    static long number(String text) {
        if (text.equals("MAX32")) {
            return Integer.MAX_VALUE;
        }
        if (text.equals("MIN32")) {
            return Integer.MIN_VALUE;
        }
        if (text.startsWith("MAX")) {
            return Long.MAX_VALUE + (text.length() > 3 ? Long.parseLong(text.substring(3)) : 0);
        }
        if (text.startsWith("MIN")) {
            return Long.MIN_VALUE + (text.length() > 3 ? Long.parseLong(text.substring(3)) : 0);
        }
        return Long.parseLong(text);
    }

    private static String text() {
        try (InputStream in = DecisionTable.class.getResourceAsStream("decisions.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
