// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code export} writes. */
@Timeout(180)
class ExportCommandTest {
    @TempDir
    private Path dir;

    @BeforeEach
    void writeJournal() throws IOException {
        SmallShop.write(dir);
    }

    private CommandLineRun export(Object... args) throws Exception {
        Object[] all = new Object[args.length + 3];
        all[0] = "export";
        all[1] = "--dir";
        all[2] = dir;
        System.arraycopy(args, 0, all, 3, args.length);
        return CommandLineRun.of(all);
    }

    @Test
    void shouldWriteOrders() throws Exception {
        CommandLineRun run = export("orders", "--format", "csv");
        assertEquals(0, run.exitCode(), run.err());
        assertEquals("""
                orderId,customerId,status,submission,units,totalMinor,paidMinor,refundDueMinor,deadline,version
                4711,42,EXPIRED,OK,2,9998,0,0,,2
                4712,43,FULFILLED,OK,2,9998,9998,0,,4
                4713,44,REJECTED,INSUFFICIENT_STOCK,0,0,0,0,,1
                """, run.out());
        assertEquals("holdfast: read up to sequence 12, 2026-02-01T00:31:13.000000000Z\n", run.err());
        assertEquals(
                2, export("orders", "--format", "csv", "--at", 6).out().lines().count());
    }

    @Test
    void shouldWriteStock() throws Exception {
        assertEquals("""
                skuId,code,location,onHand,reserved,allocated,available,waiting,waitingAny
                1,SNEAKER-42,0,3,3,0,0,0,1
                """, export("stock", "--format", "csv", "--at", 7).out());
        JsonNode json = new ObjectMapper()
                .readTree(export("stock", "--format", "json", "--at", 7).out());
        assertEquals("SNEAKER-42", json.get("code").asText());
        assertEquals(1, json.get("waitingAny").asLong());
    }

    @Test
    void shouldWriteEvents() throws Exception {
        List<String> lines = export("events", "--format", "csv").out().lines().toList();
        assertEquals(
                "sequence,time,event,orderId,skuId,location,units,result,repeats,status,totalMinor,paidMinor,text",
                lines.get(0));
        assertEquals(1 + 12 + 3, lines.size());
        assertEquals(
                "5,2026-01-31T23:15:00.000000000Z,AdjustStock,,1,0,3,OK,false,,,,"
                        + "\"adjustment 1: SKU 1 at location 0 by +3, receipt, \"\"DN-2207\"\"\"",
                lines.get(5));
        assertEquals(
                "8,2026-01-31T23:30:02.000000000Z,EXPIRED,4711,,,,,,,,,order 4711 expired: its time is over",
                lines.get(9));
        assertEquals(
                "11,2026-02-01T00:31:13.000000000Z,ShipOrder,4712,,,2,OK,false,FULFILLED,,,"
                        + "\"ship order 4712, shipment 900: all that is left\"",
                lines.get(14));
    }

    @Test
    void shouldWriteToANewFile() throws Exception {
        Path file = dir.resolve("orders.csv");
        CommandLineRun run = export("orders", "--format", "csv", "--out", file);
        assertEquals(0, run.exitCode(), run.err());
        assertEquals("", run.out());
        assertEquals(export("orders", "--format", "csv").out(), Files.readString(file));
        CommandLineRun again = export("orders", "--format", "csv", "--out", file);
        assertEquals(2, again.exitCode());
        assertTrue(again.err().contains("is there already"), again.err());
    }

    @Test
    void shouldEndWith2WhereItCannotBeDoneLikeThat() throws Exception {
        assertEquals(2, export("orders").exitCode());
        assertEquals(2, export("--format", "csv").exitCode());
        assertEquals(2, export("customers", "--format", "csv").exitCode());
        assertEquals(2, export("orders", "--format", "xml").exitCode());
    }
}
