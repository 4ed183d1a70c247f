// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.server.load.Invoice.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnlineRetailFileTest {
    @TempDir
    private Path dir;

    private RetailYear read(String text) throws IOException {
        return new OnlineRetailFile(RetailFiles.plain(dir, text)).read();
    }

    private static String line(String number, String code, String quantity, String price, String customer) {
        return RetailFiles.HEADER + number + "," + code + ",THING," + quantity + ",2010-12-01 08:26:00," + price + ","
                + customer + ",France\n";
    }

    @Test
    void shouldPutAnInvoiceWhereItsFirstLineStandsAndNumberSkusAsTheyAppear() throws IOException {
        RetailYear year = read(RetailFiles.SMALL);

        assertEquals(13, year.lines());
        assertEquals(List.of("85123A", "22633", "85123a", "B"), year.skuCodes());
        assertEquals(
                List.of("536365", "536366", "C536367", "536368", "A563185", "536369", "536370", "C536371"),
                year.invoices().stream().map(Invoice::number).toList());
        assertEquals(
                new Invoice(
                        "536365",
                        Kind.SALE,
                        17_850,
                        List.of(new InvoiceLine(1, 6, 256), new InvoiceLine(3, 2, 0), new InvoiceLine(1, 5, 255))),
                year.invoices().get(0));
        assertEquals(0, year.invoices().get(1).customerId());
        assertEquals(Kind.RETURN, year.invoices().get(2).kind());
        assertEquals(
                new Invoice("A563185", Kind.OTHER, 0, List.of(new InvoiceLine(4, 1, -1_106_206))),
                year.invoices().get(4));
    }

    @Test
    void shouldTakeThePositiveQuantitiesOfSalesForDemand() throws IOException {
        assertEquals(
                List.of(20L, 9L, 2L, 0L),
                Arrays.stream(read(RetailFiles.SMALL).unitsDemanded()).boxed().toList());
    }

    @Test
    void shouldReadAGzippedFileLikeAPlainOne() throws IOException {
        assertEquals(read(RetailFiles.SMALL), new OnlineRetailFile(RetailFiles.gzipped(dir, RetailFiles.SMALL)).read());
    }

    @Test
    void shouldFindColumnsByName() throws IOException {
        RetailYear year = read("\uFEFFCustomerID,UnitPrice,Quantity,StockCode,InvoiceNo\r\n12346,1.04,7,X,9\r\n\r\n");
        assertEquals(
                List.of(new Invoice("9", Kind.SALE, 12_346, List.of(new InvoiceLine(1, 7, 104)))), year.invoices());
    }

    @ParameterizedTest
    @CsvSource({
        "536365,SALE",
        "C536365,RETURN",
        "c536365,OTHER",
        "A536365,OTHER",
        "536365A,OTHER",
        "-1,OTHER",
        "C,RETURN"
    })
    void shouldTellByItsNumberWhatAnInvoiceIs(String number, Kind kind) throws IOException {
        assertEquals(
                kind, read(line(number, "X", "1", "1", "")).invoices().get(0).kind());
    }

    @ParameterizedTest
    @CsvSource({
        "2.55,255",
        "2.5,250",
        "2,200",
        "0.0,0",
        "0.001,0",
        "0.005,1",
        "0.0049999,0",
        "1.115,112",
        "1.125,113",
        "1e2,10000",
        "-11062.06,-1106206"
    })
    void shouldRoundPricesHalfUpToThePenny(String price, long minor) throws IOException {
        Invoice invoice = read(line("A1", "X", "1", price, "")).invoices().get(0);
        assertEquals(minor, invoice.lines().get(0).unitPriceMinor());
    }

    @ParameterizedTest
    @CsvSource({
        "'1,X,six,1,7', line 2: Quantity 'six' is not a number",
        "'1,X,6.5,1,7', line 2: Quantity '6.5' is not a whole number of units",
        "'1,X,-2147483648,1,7', line 2: Quantity '-2147483648' is not a whole number of units",
        "'1,X,6,,7', line 2: UnitPrice '' is not a number",
        "'1,X,6,1e999999999,7', line 2: UnitPrice '1e999999999' is not a number",
        "'1,X,6,1e30,7', line 2: UnitPrice '1e30' is not a price that fits into 64 bits of pence",
        "'1,X,6,1,17850.5', line 2: CustomerID '17850.5' is not a whole number",
        "'1,X,6,1,guest', line 2: CustomerID 'guest' is not a number",
        "',X,6,1,7', line 2: InvoiceNo is empty",
        "'1,,6,1,7', line 2: StockCode is empty",
        "'1,123456789012345678901234567890123,6,1,7', is longer than 32 bytes",
        "'1,X,6,1', 'line 2: it has 4 fields, the header 5'",
        "'1,X,6,1,7,8', 'line 2: it has 6 fields, the header 5'",
        "'99999999999999999999,X,6,1,7', invoice 99999999999999999999: its number does not fit into 64 bits",
        "'1,X,2147483647,92233720368547758.07,7', invoice 1: its total does not fit into 64 bits",
    })
    void shouldNameABadLine(String line, String message) {
        assertRefused(message, "InvoiceNo,StockCode,Quantity,UnitPrice,CustomerID\n" + line + "\n");
    }

    @Test
    void shouldNameABadLineByItsPlaceInTheFile() {
        assertRefused("line 5: Quantity 'x' is not a number", """
                InvoiceNo,StockCode,Description,Quantity,UnitPrice,CustomerID
                1,X,"two
                lines",1,1,

                2,X,,x,1,
                """);
    }

    @Test
    void shouldRefuseAnOrderOfTooManyLines() {
        assertRefused(
                "invoice 7: it has more than 2048 lines",
                "InvoiceNo,StockCode,Quantity,UnitPrice,CustomerID\n" + "7,X,1,1,\n".repeat(2_049));
    }

    @Test
    void shouldRefuseAnOrderNumberWrittenInTwoWays() {
        assertRefused(
                "invoice 007: another invoice has the same number",
                "InvoiceNo,StockCode,Quantity,UnitPrice,CustomerID\n7,X,1,1,\n007,X,1,1,\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n"})
    void shouldRefuseAnEmptyFile(String text) {
        assertRefused("is empty", text);
    }

    @Test
    void shouldRefuseAFileOfAnotherKind() throws IOException {
        assertRefused("has no lines but its header", RetailFiles.HEADER);
        assertRefused("has no column StockCode", "InvoiceNo,Quantity,UnitPrice,CustomerID\n1,2,3,4\n");
        assertRefused("is not CSV", RetailFiles.HEADER + "1,X,\"open,6,2010,1,7,France\n");
        assertRefused("is not CSV", RetailFiles.HEADER + "1,X,\"closed\"too early,6,2010,1,7,France\n");

        Path latin = dir.resolve("latin.csv");
        Files.write(latin, new byte[] {'I', (byte) 0xE9, '\n'});
        assertRefused("is not text in UTF-8", latin);
        assertRefused("is a directory", dir);
        assertThrows(NoSuchFileException.class, () -> new OnlineRetailFile(dir.resolve("none.csv")).read());
    }

    @Test
    void shouldRefuseABrokenGzipFile() throws IOException {
        Path file = RetailFiles.gzipped(dir, RetailFiles.SMALL);
        byte[] whole = Files.readAllBytes(file);

        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertRefused("is cut short", file);
        Files.write(file, new byte[0]);
        assertRefused("is cut short", file);
        Files.writeString(file, RetailFiles.SMALL);
        assertRefused("is not gzip", file);
    }

    private void assertRefused(String message, String text) {
        try {
            assertRefused(message, RetailFiles.plain(dir, text));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRefused(String message, Path file) {
        String told = assertThrows(CannotLoadException.class, () -> new OnlineRetailFile(file).read())
                .getMessage();
        assertTrue(told.contains(message) && told.startsWith(file.toString()), told);
    }
}
