// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.holdfast.server.command.UsageException;
import io.holdfast.server.load.RetailFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetailOrdersTest {
    /** What is no order: goods that came back, that were broken, that were given away. */
    private static final String NO_ORDERS = """
            InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
            C10,A,back,-3,,1.85,7,
            11,A,broken,-50,,0.0,,
            12,A,for nothing,2,,0.0,,
            A13,B,bad debt,1,,-11062.06,,
            """;

    private static final String TWO_ORDERS = NO_ORDERS + """
            14,A,,6,,2.55,7,
            15,C,,1,,10.00,,
            14,B,,2,,0.50,7,
            14,C,broken too,-2,,0.50,7,
            """;

    @TempDir
    private Path dir;

    @Test
    void shouldHaveTheSalesInTheirOrderAgainAndAgain() throws IOException {
        RetailOrders orders = orders(TWO_ORDERS);
        assertEquals(2, orders.orders());
        assertEquals(3, orders.skus());
        String first = "customer 7, 1630: 6 of 1 for 255, 2 of 2 for 50";
        String second = "customer 0, 1000: 1 of 3 for 1000";
        for (int submission = 0; submission < 1_000; submission++) {
            orders.turnTo(submission);
            long original = orders.orderId() - 1;
            assertEquals(original % 2 == 0 ? first : second, text(orders), "submission " + submission);
        }
    }

    @Test
    void shouldRepeatTheSubmissionsThatAreRepeatedEverywhere() throws IOException {
        RetailOrders orders = orders(TWO_ORDERS);
        Submissions submissions = new Submissions(Demand.HOT, LineCounts.MIX, 1);
        for (int submission = 0; submission < 10_000; submission++) {
            orders.turnTo(submission);
            submissions.turnTo(submission);
            assertEquals(submissions.orderId(), orders.orderId());
        }
    }

    @Test
    void shouldHaveStockForAsManyYearsAsThereAre() throws IOException {
        RetailOrders orders = orders(TWO_ORDERS);
        assertEquals(60, orders.openingUnits(1, 20, 1));
        assertEquals(10, orders.openingUnits(2, 20, 0.5));
        assertEquals(30 + 3, orders.mostLines(21));
    }

    @Test
    void shouldRefuseAFileWithoutOrders() {
        assertThrows(UsageException.class, () -> orders(NO_ORDERS));
    }

    private RetailOrders orders(String text) throws IOException {
        Path file = Files.writeString(dir.resolve("year.csv"), text);
        return new RetailOrders(RetailFormat.ONLINE_RETAIL.read(file), 1);
    }

    private static String text(RetailOrders orders) {
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < orders.lineCount(); line++) {
            lines.add(orders.quantity(line) + " of " + orders.skuId(line) + " for " + orders.linePriceMinor(line));
        }
        return "customer " + orders.customerId() + ", " + orders.totalMinor() + ": " + String.join(", ", lines);
    }
}
