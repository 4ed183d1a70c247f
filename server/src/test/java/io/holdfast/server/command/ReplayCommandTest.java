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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code replay state}, {@code digest} and {@code diff} print, and how they end. */
@Timeout(180)
class ReplayCommandTest {
    @TempDir
    private Path dir;

    @BeforeEach
    void writeJournal() throws IOException {
        SmallShop.write(dir);
    }

    private CommandLineRun run(Object... args) throws Exception {
        return CommandLineRun.on(dir, args);
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

    private static String firstLine(CommandLineRun run) {
        assertEquals(0, run.exitCode(), run.err());
        return run.out().lines().findFirst().orElseThrow();
    }

    @Test
    void shouldTellTheStateAtASequence() throws Exception {
        String digest = firstLine(run("replay", "digest", "--at", 7));
        CommandLineRun run = run("replay", "state", "--at", 7);
        assertEquals(0, run.exitCode(), run.err());
        assertEquals("""
                                 SKU location      on hand     reserved    allocated    available      waiting  code
                                   1        0            3            3            0            0            0  "SNEAKER-42"
                orders: 1 RESERVED, 1 WAITING
                %s
                read up to sequence 7, 2026-01-31T23:15:09.000000000Z
                """.formatted(digest), run.out());
    }

    @Test
    void shouldTellTheStateAtATimeAndAtTheEnd() throws Exception {
        CommandLineRun run = run("replay", "state", "--at", "2026-01-31T23:31:12Z");
        assertTrue(run.out().contains("orders: 1 CONFIRMED, 1 EXPIRED"), run.out());
        assertTrue(run.out().contains("read up to sequence 9,"), run.out());
        // Once in the afternoon: with an offset.
        assertEquals(run, run("replay", "state", "--at", "2026-02-01T00:31:12+01:00"));

        CommandLineRun end = run("replay", "state");
        assertTrue(end.out().contains("orders: 1 REJECTED, 1 EXPIRED, 1 FULFILLED"), end.out());
        assertEquals(
                "orders: none",
                run("replay", "state", "--at", "1970-01-01")
                        .out()
                        .lines()
                        .skip(1)
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void shouldTellOneOrderOrOneSku() throws Exception {
        CommandLineRun order = run("replay", "state", "--at", 7, "--order", 4712);
        assertEquals("""
                order 4712 of customer 43 is WAITING, submission answered OK, total 9998, paid 0, refund due 0, deadline 2026-03-02T23:15:09.000000000Z, version 1
                    line 0: 1 of SKU 1 at any location for 4999 each; held 0, waiting 1, shipped 0, returned 0
                    line 0: 1 of SKU 1 at location 0 for 4999 each; held 1, waiting 0, shipped 0, returned 0
                read up to sequence 7, 2026-01-31T23:15:09.000000000Z
                """, order.out());
        CommandLineRun sku = run("replay", "state", "--sku", "SNEAKER-42");
        assertTrue(
                sku.out()
                        .startsWith("SKU 1, \"SNEAKER-42\", list price 4999, safety stock 0, no customer limit,"
                                + " location order [0, 1], version 1"),
                sku.out());

        List<JsonNode> json = json(run("replay", "state", "--at", 9, "--sku", 1, "--json"));
        assertEquals(4_999, json.get(0).get("listPriceMinor").asLong());
        assertEquals(2, json.get(1).get("allocated").asLong());
        assertEquals(9, json.get(2).get("lastSequence").asLong());
    }

    @Test
    void shouldTellTheDigestThatVerifyTells() throws Exception {
        String digest = firstLine(run("replay", "digest"));
        assertTrue(run("verify").out().contains(digest), digest);
        assertEquals(
                digest,
                "digest "
                        + json(run("replay", "digest", "--json"))
                                .get(0)
                                .get("digest")
                                .asText());
    }

    @Test
    void shouldDecideTheSameUnderTheSameRules() throws Exception {
        CommandLineRun run = CommandLineRun.of("replay", "diff", dir);
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().startsWith("with the rules on record"), run.out());
        assertTrue(run.out().contains("everything is decided as on record"), run.out());
        assertTrue(
                run.out()
                        .contains("digest now "
                                + firstLine(run("replay", "digest")).substring(7)),
                run.out());
        JsonNode json = json(CommandLineRun.of("replay", "diff", dir, "--json")).get(0);
        assertEquals("summary", json.get("event").asText());
        assertTrue(json.get("same").asBoolean());
    }

    /** Of three pairs one is kept back: 4711 gets its two, 4712 gets none at first and both when 4711 expires. */
    @Test
    void shouldTellWhatIsOtherwise() throws Exception {
        CommandLineRun run = CommandLineRun.of(
                "replay", "diff", dir, "--with", "--safety-stock", "SNEAKER-42=1", "--policy", "partial", "--orders");
        assertEquals(0, run.exitCode(), run.err());
        assertEquals("""
                2026-01-31T23:15:09.000000000Z  sequence 7  submit order 4712 of customer 43, WAIT
                    refused instead of accepted; units 2; amount 9,998
                    on record: OK, order is WAITING, total 9998, deadline 2026-03-02T23:15:09.000000000Z, version 1
                    now: INSUFFICIENT_STOCK, order is REJECTED, version 1
                """, run.out().lines().limit(4).map(line -> line + "\n").reduce("", String::concat));
        assertTrue(run.out().contains("with SKU SNEAKER-42: safety stock 1, all orders PARTIAL"), run.out());
        assertTrue(
                run.out().contains("             1  SubmitOrder refused instead of accepted; units 2; amount 9,998"),
                run.out());
        assertTrue(run.out().contains("orders accepted                           2                2"), run.out());
        assertTrue(run.out().contains("orders that fare otherwise: 2"), run.out());
        // 4713 wants five, and gets two of them.
        assertTrue(
                run.out()
                        .contains(
                                "orders accepted only now and not paid, because no payment is on record: 1; units 2; amount 9,998"),
                run.out());

        List<JsonNode> json = json(
                CommandLineRun.of("replay", "diff", dir, "--safety-stock", "1=1", "--policy", "partial", "--json"));
        assertEquals("REFUSED", json.get(0).get("kind").asText());
        assertEquals(4712, json.get(0).get("asked").get("orderId").asLong());
        assertEquals("WAITING", json.get(0).get("onRecord").get("status").asText());
        assertEquals("INSUFFICIENT_STOCK", json.get(0).get("now").get("code").asText());
        JsonNode summary = json.get(json.size() - 2);
        assertEquals("summary", summary.get("event").asText());
        assertEquals(
                9_998, summary.get("sums").get("AMOUNT_PAID").get("onRecord").asLong());
        assertEquals(0, summary.get("sums").get("AMOUNT_PAID").get("now").asLong());
        assertEquals("end", json.get(json.size() - 1).get("event").asText());
    }

    @Test
    void shouldBeWhatALoadWithThatOpeningStockIs() throws Exception {
        Path file = Files.writeString(dir.resolve("year.csv"), """
                InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
                1,A,a,7,2010-12-01 08:26:00,2.50,17850.0,United Kingdom
                2,A,a,3,2010-12-01 08:27:00,2.50,17850.0,United Kingdom
                2,B,b,4,2010-12-01 08:27:00,1.00,17850.0,United Kingdom
                C3,A,a,-2,2010-12-01 08:28:00,2.50,17850.0,United Kingdom
                4,A,a,2,2010-12-01 08:29:00,2.50,13047.0,United Kingdom
                5,B,b,2,2010-12-01 08:30:00,1.00,13047.0,United Kingdom
                """);
        Path less = dir.resolve("less");
        Path more = dir.resolve("more");
        load(file, "0.6", less);
        load(file, "0.9", more);
        // Of 12 A and 6 B there are 7 and 3; then 10 and 5.
        CommandLineRun diff = CommandLineRun.of("replay", "diff", less, "--with", "--opening-stock", "0.9");
        assertEquals(0, diff.exitCode(), diff.err());
        String digest = firstLine(CommandLineRun.of("replay", "digest", "--dir", more));
        assertTrue(diff.out().contains("digest now " + digest.substring("digest ".length())), diff.out());
        assertTrue(diff.out().contains("SubmitOrder accepted instead of refused; units 7; amount 1,150"), diff.out());
        assertTrue(diff.out().contains("ConfirmOrder accepted instead of refused; amount 1,150"), diff.out());
        CommandLineRun back = CommandLineRun.of("replay", "diff", more, "--with", "--opening-stock", "0.6");
        String lessDigest = firstLine(CommandLineRun.of("replay", "digest", "--dir", less));
        assertTrue(back.out().contains("digest now " + lessDigest.substring("digest ".length())), back.out());
    }

    private static void load(Path file, String share, Path to) throws Exception {
        CommandLineRun run =
                CommandLineRun.of("load", file, "--format", "online-retail", "--opening-stock", share, "--dir", to);
        assertEquals(0, run.exitCode(), run.err());
    }

    @Test
    void shouldEndWith2WhereItCannotBeDoneLikeThat() throws Exception {
        run("replay", "state", "--at", 13).expectFailure(2, "ends with sequence 12");
        run("replay", "digest", "--at", 13).expectFailure(2, "ends with sequence 12");
        run("replay", "state", "--at", 6, "--order", 4712).expectFailure(2, "order 4712 is not known");
        run("replay", "state", "--at", 2, "--sku", 2).expectFailure(2, "SKU 2 is not known");
        run("replay", "state", "--sku", 2, "--order", 1).expectFailure(2, "not both");
        CommandLineRun.of("replay", "diff", dir, "--price", "SANDAL=5").expectFailure(2, "no SKU SANDAL");
        CommandLineRun.of("replay", "diff", dir, "--price", "1=-5").expectFailure(2, "below 0");
        CommandLineRun.of("replay", "diff", dir, "--price", "1=many").expectFailure(2, "'many'");
        CommandLineRun.of("replay", "diff", dir, "--opening-stock", "much").expectFailure(2, "'much'");
        CommandLineRun.of("replay", "diff", dir, "--policy", "maybe").expectFailure(2, "'maybe'");
        CommandLineRun.of("replay", "diff", dir, "--with").expectFailure(2, "which rules");
        CommandLineRun.of("replay", "diff", dir, "--opening-stock", "1000000000")
                .expectFailure(2, "smaller share");
        CommandLineRun.of("replay", "diff", dir.resolve("nowhere")).expectFailure(2, "not a Holdfast data directory");
        assertEquals(2, CommandLineRun.of("replay").exitCode());
    }
}
