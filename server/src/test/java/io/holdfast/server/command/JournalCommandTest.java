// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code journal print}, {@code tail}, {@code stats} and {@code verify} print, and how they end. */
@Timeout(180)
class JournalCommandTest {
    private static final Pattern SEQUENCE = Pattern.compile("^\\S+  sequence (\\d+)  ", Pattern.MULTILINE);
    private static final String END = "read up to sequence 12, 2026-02-01T00:31:13.000000000Z";

    @TempDir
    private Path dir;

    @BeforeEach
    void writeJournal() throws IOException {
        SmallShop.write(dir);
    }

    private CommandLineRun run(Object... args) throws Exception {
        return CommandLineRun.on(dir, args);
    }

    private void assertFails(int exitCode, String part, Object... args) throws Exception {
        run(args).expectFailure(exitCode, part);
    }

    private void assertSequences(String sequences, Object... args) throws Exception {
        CommandLineRun run = run(args);
        assertEquals(0, run.exitCode(), run.err());
        List<String> found = new ArrayList<>();
        for (Matcher matcher = SEQUENCE.matcher(run.out()); matcher.find(); ) {
            found.add(matcher.group(1));
        }
        assertEquals(sequences, String.join(" ", found));
    }

    @Test
    void shouldPrintCommandsOutcomesAndWhatElseHappened() throws Exception {
        CommandLineRun run = run("journal", "print", "--from", 7, "--to", 9);
        assertEquals(0, run.exitCode(), run.err());
        assertEquals("", run.err());
        assertEquals("""
                2026-01-31T23:15:09.000000000Z  sequence 7  submit order 4712 of customer 43, WAIT
                    line 0: 2 of SKU 1 at any location for 4999 each
                    answered OK, order is WAITING, total 9998, deadline 2026-03-02T23:15:09.000000000Z, version 1
                    line 0 waits for 1 at any location
                    line 0 has 1 from location 0
                2026-01-31T23:30:02.000000000Z  sequence 8  tick
                    answered OK
                    order 4711 expired: its time is over
                    order 4712 filled with 1 of SKU 1 at location 0
                    order 4712 reserved: it has its last missing unit
                2026-01-31T23:31:12.000000000Z  sequence 9  confirm order 4712, paid 9998
                    answered OK, order is CONFIRMED, total 9998, paid 9998, version 3
                read up to sequence 9, 2026-01-31T23:31:12.000000000Z
                """, run.out());
    }

    @Test
    void shouldPickOut() throws Exception {
        assertSequences("1 2 3 4 5 6 7 8 9 10 11 12", "journal", "print");
        assertSequences("9 10 11 12", "journal", "print", "--from", 9);
        assertSequences("1 2 3", "journal", "print", "--to", 3);
        assertSequences("8 9", "journal", "print", "--from", "2026-01-31T23:30:02Z", "--to", "2026-01-31T23:31:12Z");
        assertSequences("11 12", "journal", "print", "--from", "2026-02-01");
        assertSequences("7 8 9 10 11", "journal", "print", "--order", 4712);
        assertSequences("6 8", "journal", "print", "--order", 4711);
        assertSequences("2 5 6 7 8 9 10 11 12", "journal", "print", "--sku", "SNEAKER-42");
        assertSequences("11 12", "journal", "print", "--sku", 1, "--from", 11);
        assertSequences("3", "journal", "print", "--sku", 2);
        assertSequences("12", "journal", "print", "--result", "insufficient_stock");
        assertSequences("9 10", "journal", "print", "--order", 4712, "--result", "OK", "--from", 9, "--to", 10);
        assertSequences("", "journal", "print", "--order", 5);
    }

    @Test
    void shouldPrintJsonOneObjectALine() throws Exception {
        List<JsonNode> lines = json(run("journal", "print", "--from", 8, "--to", 9, "--json"));
        assertEquals(3, lines.size());
        JsonNode tick = lines.get(0);
        assertEquals("command", tick.get("event").asText());
        assertEquals(8, tick.get("sequence").asLong());
        assertEquals("2026-01-31T23:30:02.000000000Z", tick.get("time").asText());
        assertEquals("Tick", tick.get("command").asText());
        assertEquals("EXPIRED", tick.get("effects").get(0).get("kind").asText());
        assertEquals(4711, tick.get("effects").get(0).get("orderId").asLong());
        assertEquals(9_998, lines.get(1).get("asked").get("paidMinor").asLong());
        assertEquals("CONFIRMED", lines.get(1).get("outcome").get("status").asText());
        assertEquals("end", lines.get(2).get("event").asText());
        assertEquals(9, lines.get(2).get("lastSequence").asLong());
    }

    @Test
    void shouldPrintTheLast() throws Exception {
        assertSequences("3 4 5 6 7 8 9 10 11 12", "journal", "tail");
        assertSequences("11 12", "journal", "tail", "-n", 2);
        assertSequences("10 11", "journal", "tail", "-n", 2, "--order", 4712);
        assertSequences("", "journal", "tail", "-n", 0);
        assertSequences("8 9", "journal", "tail", "-n", 2, "-f", "--to", "2026-01-31T23:31:12Z");
        CommandLineRun run = run("journal", "tail", "-n", 1);
        assertTrue(run.out().endsWith(END + System.lineSeparator()), run.out());
    }

    @Test
    void shouldCount() throws Exception {
        CommandLineRun run = run("journal", "stats");
        assertEquals(0, run.exitCode(), run.err());
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.get(0).startsWith("12 records, "), run.out());
        assertTrue(lines.get(0).contains(" in 2 files of "), run.out());
        assertEquals("from 2026-01-31T23:15:00.000000000Z to 2026-02-01T00:31:13.000000000Z", lines.get(1));
        assertEquals(
                List.of(
                        "DefineSku OK 3",
                        "AdjustStock OK 1",
                        "SubmitOrder OK 2",
                        "SubmitOrder INSUFFICIENT_STOCK 1",
                        "ConfirmOrder OK 2",
                        "ConfigureEngine OK 1",
                        "ShipOrder OK 1"),
                lines.subList(5, 12).stream()
                        .map(line -> line.replaceAll(" +", " "))
                        .toList());
        assertEquals(END, lines.get(lines.size() - 1));

        List<JsonNode> json = json(run("journal", "stats", "--json"));
        assertEquals(12, json.get(0).get("records").asLong());
        List<JsonNode> files = json.stream()
                .filter(line -> line.get("event").asText().equals("file"))
                .toList();
        assertEquals(2, files.size());
        assertEquals(1, files.get(0).get("firstSequence").asLong());
        assertEquals(10, files.get(0).get("lastSequence").asLong());
        assertEquals(11, files.get(1).get("firstSequence").asLong());
        assertEquals(12, files.get(1).get("lastSequence").asLong());
        for (JsonNode file : files) {
            Path path = Path.of(file.get("file").asText());
            assertEquals(Files.size(path), file.get("allocatedBytes").asLong());
            long used = file.get("usedBytes").asLong();
            assertTrue(used > 500 && used < 10_000, file.toString());
        }
    }

    @Test
    void shouldVerifyUnderBothSpellings() throws Exception {
        CommandLineRun old = run("verify");
        assertEquals(0, old.exitCode(), old.err());
        assertTrue(old.out().contains("is whole: 12 records, last sequence 12, digest "), old.out());
        assertEquals(old, run("journal", "verify"));
    }

    @Test
    void shouldEndWith2WhereItCannotBeDoneLikeThat() throws Exception {
        assertFails(2, "'noon'", "journal", "print", "--from", "noon");
        assertFails(2, "no SKU SANDAL", "journal", "print", "--sku", "SANDAL");
        assertFails(2, "SKUs 2, 3", "journal", "print", "--sku", "BOOT");
        assertFails(2, "'MAYBE'", "journal", "print", "--result", "MAYBE");
        assertFails(2, "-n", "journal", "tail", "-n", -1);
        assertEquals(2, CommandLineRun.of("journal").exitCode());
        Files.delete(dir.resolve("FORMAT"));
        assertFails(2, "not a Holdfast data directory", "journal", "print");
        assertFails(2, "not a Holdfast data directory", "journal", "tail", "-f");
        assertFails(2, "not a Holdfast data directory", "journal", "stats");
    }

    private static List<JsonNode> json(CommandLineRun run) throws IOException {
        assertEquals(0, run.exitCode(), run.err());
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> objects = new ArrayList<>();
        for (String line : run.out().lines().toList()) {
            objects.add(mapper.readTree(line));
        }
        return objects;
    }
}
