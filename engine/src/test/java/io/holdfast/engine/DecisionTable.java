// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.ResultCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads {@code decisions.txt}, whose head explains its language. */
record DecisionTable(List<Row> given, List<Section> sections, Set<Pair> impossible) {
    /** Rows that are run one after the other, after the given ones, on an engine of their own. */
    record Section(String title, List<Row> rows) {}

    /**
     * A command or query and its result.
     *
     * @param words   the command without its options.
     * @param options what is said of the command as key=value.
     * @param code    the expected one, {@code null} where the row has no result.
     * @param over    the code that fails too, or {@code null}.
     * @param change  what the command is to the state.
     * @param fields  what the answer must say.
     */
    record Row(
            int lineNumber,
            String text,
            List<String> words,
            Map<String, String> options,
            ResultCode code,
            ResultCode over,
            Change change,
            Map<String, String> fields) {
        String command() {
            return words.get(0);
        }

        boolean isQuery() {
            return List.of("stock", "order", "engine", "terms").contains(command());
        }

        /** The nth word, or another if there are fewer. */
        String word(int n, String otherwise) {
            return n < words.size() ? words.get(n) : otherwise;
        }

        long number(int n) {
            return DecisionTable.number(words.get(n));
        }

        /** What an option says, or something else if it is not there. */
        String option(String name, String otherwise) {
            return options.getOrDefault(name, otherwise);
        }

        long option(String name, long otherwise) {
            return options.containsKey(name) ? DecisionTable.number(options.get(name)) : otherwise;
        }

        @Override
        public String toString() {
            return "line " + lineNumber + ": " + text;
        }
    }

    /** What a command is to the state. */
    enum Change {
        /** Decided now: what is accepted shows. */
        NEW,
        /** The same words were decided further up: nothing changes, and the answer is what it was. */
        AGAIN,
        /** There is nothing to do. */
        UNCHANGED
    }

    /** Two codes that a command can give, in the order in which they are checked. */
    record Pair(String command, ResultCode first, ResultCode second) {
        static Pair of(String command, ResultCode one, ResultCode other) {
            return one.compareTo(other) < 0 ? new Pair(command, one, other) : new Pair(command, other, one);
        }
    }

    static DecisionTable read() {
        DecisionTable table = new DecisionTable(new ArrayList<>(), new ArrayList<>(), new HashSet<>());
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
                table.impossible.addAll(impossible(line.split("\\s+", -1)));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                rows.add(row(lineNumber, line));
            }
        }
        return table;
    }

    private static Set<Pair> impossible(String[] words) {
        Set<Pair> pairs = new HashSet<>();
        for (ResultCode one : codes(words[2])) {
            for (ResultCode other : codes(words[words[3].equals("with") ? 4 : 2])) {
                if (one != other) {
                    pairs.add(Pair.of(words[1], one, other));
                }
            }
        }
        return pairs;
    }

    private static List<ResultCode> codes(String list) {
        return Arrays.stream(list.split(",", -1)).map(ResultCode::valueOf).toList();
    }

    private static Row row(int lineNumber, String line) {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        Map<String, String> fields = new LinkedHashMap<>();
        ResultCode code = null;
        ResultCode over = null;
        Change change = Change.NEW;
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
                } else if (result[i].contains("=")) {
                    put(fields, result[i]);
                } else {
                    change = Change.valueOf(result[i].toUpperCase(Locale.ROOT));
                }
            }
        }
        return new Row(lineNumber, line.trim().replaceAll("\\s+", " "), words, options, code, over, change, fields);
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
