// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code order history} and {@code stock history} print, and how they end. */
@Timeout(180)
class HistoryCommandTest {
    @TempDir
    private Path dir;

    /** Three pairs; one order takes two and does not pay; another one waits for a pair, gets it, pays and is shipped. */
    @BeforeEach
    void writeJournal() throws IOException {
        SmallShop.write(dir, engine -> {});
    }

    private CommandLineRun run(Object... args) throws Exception {
        return CommandLineRun.on(dir, args);
    }

    private void assertFails(int exitCode, String part, Object... args) throws Exception {
        run(args).expectFailure(exitCode, part);
    }

    @Test
    void shouldPrintAnOrdersHistory() throws Exception {
        CommandLineRun run = run("order", "history", 4712);
        assertEquals(0, run.exitCode(), run.err());
        assertEquals("", run.err());
        assertEquals("""
                2026-01-31T23:15:09.000000000Z  sequence 7  submit order 4712 of customer 43, WAIT
                    line 0: 2 of SKU 1 at any location for 4999 each
                    answered OK, order is WAITING, total 9998, deadline 2026-03-02T23:15:09.000000000Z, version 1
                    line 0 waits for 1 at any location
                    line 0 has 1 from location 0
                    SKU 1 at location 0: reserved +1
                2026-01-31T23:30:02.000000000Z  sequence 8  order 4712 filled with 1 of SKU 1 at location 0
                    worked off with: tick
                    SKU 1 at location 0: reserved +1
                2026-01-31T23:30:02.000000000Z  sequence 8  order 4712 reserved: it has its last missing unit
                    worked off with: tick
                2026-01-31T23:31:12.000000000Z  sequence 9  confirm order 4712, paid 9998
                    answered OK, order is CONFIRMED, total 9998, paid 9998, version 3
                    SKU 1 at location 0: reserved -2, allocated +2
                2026-01-31T23:31:13.000000000Z  sequence 10  confirm order 4712, paid 9998
                    answered OK again, as decided at sequence 9, order is CONFIRMED, total 9998, paid 9998, version 3
                2026-02-01T00:31:13.000000000Z  sequence 11  ship order 4712, shipment 900: all that is left
                    answered OK, units 2, order is FULFILLED, version 4
                    SKU 1 at location 0: on hand -2, allocated -2
                read up to sequence 11, 2026-02-01T00:31:13.000000000Z
                """, run.out());
    }

    @Test
    void shouldPrintAStocksHistory() throws Exception {
        CommandLineRun byId = run("stock", "history", 1);
        assertEquals(0, byId.exitCode(), byId.err());
        assertEquals("", byId.err());
        assertEquals("""
                SKU 1, "SNEAKER-42"
                time                             sequence location             on hand            reserved           allocated  why
                2026-01-31T23:15:00.000000000Z          5        0       +3          3                   0                   0  adjustment 1: SKU 1 at location 0 by +3, receipt, "DN-2207"
                2026-01-31T23:15:02.000000000Z          6        0                   3       +2          2                   0  submit order 4711 of customer 42, ALL_OR_NOTHING
                2026-01-31T23:15:09.000000000Z          7        0                   3       +1          3                   0  submit order 4712 of customer 43, WAIT
                2026-01-31T23:30:02.000000000Z          8        0                   3       -2          1                   0  order 4711 expired, worked off with: tick
                2026-01-31T23:30:02.000000000Z          8        0                   3       +1          2                   0  order 4712 filled, worked off with: tick
                2026-01-31T23:31:12.000000000Z          9        0                   3       -2          0       +2          2  confirm order 4712, paid 9998
                2026-02-01T00:31:13.000000000Z         11        0       -2          1                   0       -2          0  ship order 4712, shipment 900: all that is left

                location 0                  changes    on hand   reserved  allocated
                opening                                      0          0          0
                receipts                          1         +3          0          0
                submitted                         2          0         +3          0
                filled                            1          0         +1          0
                confirmed                         1          0         -2         +2
                expired                           1          0         -2          0
                shipped                           1         -2          0         -2
                together                                     1          0          0
                the engine reports                           1          0          0  the same
                read up to sequence 11, 2026-02-01T00:31:13.000000000Z
                """, byId.out());
    }

    @Test
    void shouldFindASkuByItsCode() throws Exception {
        assertEquals(
                run("stock", "history", 1, "--location", 0), run("stock", "history", "SNEAKER-42", "--location", 0));
    }

    @Test
    void shouldPrintJsonOneObjectALine() throws Exception {
        List<JsonNode> order = json(run("order", "history", 4712, "--json"));
        assertEquals(
                List.of("command", "effect", "effect", "command", "command", "command", "end"), texts(order, "event"));
        JsonNode submitted = order.get(0);
        assertEquals(7, submitted.get("sequence").asLong());
        assertEquals("2026-01-31T23:15:09.000000000Z", submitted.get("time").asText());
        assertEquals("SubmitOrder", submitted.get("command").asText());
        assertEquals(43, submitted.get("asked").get("customerId").asLong());
        assertEquals("WAITING", submitted.get("outcome").get("status").asText());
        assertEquals("FILLED", order.get(1).get("effect").get("kind").asText());
        assertEquals(
                1, order.get(1).get("stock").get(0).get("delta").get("reserved").asLong());
        assertFalse(order.get(3).get("repeats").asBoolean());
        assertTrue(order.get(4).get("repeats").asBoolean());
        assertEquals(11, order.get(6).get("lastSequence").asLong());

        List<JsonNode> stock = json(run("stock", "history", "SNEAKER-42", "--json"));
        assertEquals(
                List.of("RECEIPT", "SUBMIT", "SUBMIT", "EXPIRY", "FILL", "CONFIRM", "SHIP"),
                texts(stock.subList(0, 7), "cause"));
        assertEquals("DN-2207", stock.get(0).get("reference").asText());
        assertEquals(4711, stock.get(3).get("orderId").asLong());
        assertEquals(900, stock.get(6).get("shipmentId").asLong());
        assertEquals(stock.get(6).get("after"), stock.get(7).get("reported"));
        assertTrue(stock.get(7).get("whole").asBoolean());
        assertEquals("end", stock.get(8).get("event").asText());
    }

    private static List<String> texts(List<JsonNode> objects, String field) {
        return objects.stream().map(object -> object.get(field).asText()).toList();
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

    @Test
    void shouldEndWith2WhereItCannotBeDoneLikeThat() throws Exception {
        assertFails(2, "names order 5000", "order", "history", 5000);
        assertFails(2, "names order 5000", "order", "history", 5000, "--json");
        assertFails(2, "'many'", "order", "history", "many");
        assertFails(2, "ID", "order", "history");
        assertFails(2, "no SKU SANDAL", "stock", "history", "SANDAL");
        assertFails(2, "the SKUs 2, 3", "stock", "history", "BOOT");
        assertFails(2, "--location", "stock", "history", 1, "--location", 65_535);
        assertFails(2, "--location", "stock", "history", 1, "--location", -1);
        Files.delete(dir.resolve("FORMAT"));
        assertFails(2, "not a Holdfast data directory", "order", "history", 4712);
        assertFails(2, "not a Holdfast data directory", "stock", "history", 1);
    }

    @Test
    void shouldAskForASubcommand() throws Exception {
        assertEquals(2, CommandLineRun.of("order").exitCode());
        assertEquals(2, CommandLineRun.of("stock").exitCode());
        assertEquals(0, CommandLineRun.of("order", "history", "--help").exitCode());
        assertEquals(0, CommandLineRun.of("stock", "history", "--help").exitCode());
    }

    @Test
    void shouldReportATornEndAsVerifyDoes() throws Exception {
        Path file = files().get(1);
        // As if the process had been killed before anything was synced.
        Files.delete(dir.resolve("synced"));
        long length = cut(file, 10);
        CommandLineRun run = run("order", "history", 4712);
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("torn end, to be cut off at the next start: " + file), run.out());
        assertFalse(run.out().contains("ship order"), run.out());
        assertEquals(length, Files.size(file), "it must not be changed");

        List<JsonNode> json = json(run("stock", "history", 1, "--json"));
        assertTrue(json.get(json.size() - 1).get("tornEnd").asText().startsWith(file.toString()), json::toString);
    }

    @Test
    void shouldEndWith4WhereDataIsDamaged() throws Exception {
        try (RandomAccessFile bytes = new RandomAccessFile(files().get(0).toFile(), "rw")) {
            bytes.seek(lastByte(bytes) - 500);
            int value = bytes.read();
            bytes.seek(bytes.getFilePointer() - 1);
            bytes.write(value ^ 0x10);
        }
        CommandLineRun run = run("stock", "history", 1);
        assertEquals(4, run.exitCode(), run.err());
        assertTrue(run.err().contains("damaged data"), run.err());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            return files.filter(file -> file.toString().endsWith(".cq4"))
                    .sorted()
                    .toList();
        }
    }

    private static long cut(Path file, int count) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(lastByte(bytes) + 1 - count);
            return bytes.length();
        }
    }

    private static long lastByte(RandomAccessFile file) throws IOException {
        byte[] bytes = new byte[1024 * 1024];
        file.seek(0);
        int last = file.read(bytes) - 1;
        while (bytes[last] == 0) {
            last--;
        }
        return last;
    }
}
