// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.holdfast.engine.Engine;
import io.holdfast.engine.codec.DefineSkuDecoder;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of the format of the "Online Retail" data set: CSV in UTF-8, compressed if its name ends with .gz, one invoice line
 * per record. Columns are found by their names.
 */
final class OnlineRetailFile {
    private static final List<String> COLUMNS =
            List.of("InvoiceNo", "StockCode", "Quantity", "UnitPrice", "CustomerID");
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int MAX_CODE_LENGTH = DefineSkuDecoder.codeEncodingLength();

    private final Path file;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final Map<String, Integer> skuIds = new LinkedHashMap<>();
    private final Map<String, Invoice> invoices = new LinkedHashMap<>();
    private int fieldCount;
    private int lines;

    OnlineRetailFile(Path file) {
        this.file = file;
    }

    /**
     * Reads the file.
     *
     * @throws CannotLoadException if it is not of this format.
     */
    RetailYear read() throws IOException {
        if (Files.isDirectory(file)) {
            throw new CannotLoadException(file + " is a directory: name a file");
        }
        try (Reader reader = new InputStreamReader(open(), StandardCharsets.UTF_8.newDecoder());
                CsvReader<CsvRecord> records = CsvReader.builder()
                        .allowUnclosedQuote(false)
                        // We look at the number of fields ourselves, and tell the line.
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(reader)) {
            read(records.iterator());
        } catch (UncheckedIOException e) {
            throw unreadable(e.getCause());
        } catch (ZipException | EOFException e) {
            throw unreadable(e);
        } catch (CsvParseException e) {
            throw new CannotLoadException(file + " is not CSV: " + e.getMessage(), e);
        }
        checkOrders();
        return new RetailYear(List.copyOf(invoices.values()), List.copyOf(skuIds.keySet()), lines);
    }

    private InputStream open() throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        if (!file.toString().endsWith(".gz")) {
            return bytes;
        }
        try {
            return new GZIPInputStream(bytes, 1 << 16);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private CannotLoadException unreadable(IOException e) throws IOException {
        if (e instanceof ZipException) {
            return new CannotLoadException(file + " is not gzip, though its name ends with .gz, or damaged", e);
        }
        if (e instanceof EOFException) {
            return new CannotLoadException(file + " is cut short: its gzip data has no end", e);
        }
        if (e instanceof CharacterCodingException) {
            return new CannotLoadException(file + " is not text in UTF-8", e);
        }
        throw e;
    }

    private void read(Iterator<CsvRecord> records) {
        if (!records.hasNext()) {
            throw new CannotLoadException(file + " is empty");
        }
        header(records.next());
        while (records.hasNext()) {
            line(records.next());
            lines++;
        }
        if (lines == 0) {
            throw new CannotLoadException(file + " has no lines but its header");
        }
    }

    private void header(CsvRecord header) {
        fieldCount = header.getFieldCount();
        for (int i = 0; i < fieldCount; i++) {
            String name = header.getField(i);
            columns.put(i == 0 && name.startsWith(BYTE_ORDER_MARK) ? name.substring(1) : name, i);
        }
        for (String column : COLUMNS) {
            if (!columns.containsKey(column)) {
                throw new CannotLoadException(file + " has no column " + column + " in its first line: "
                        + "online-retail needs the columns " + String.join(", ", COLUMNS));
            }
        }
    }

    private void line(CsvRecord line) {
        if (line.getFieldCount() != fieldCount) {
            throw bad(line, "it has " + line.getFieldCount() + " fields, the header " + fieldCount, null);
        }
        String number = text(line, "InvoiceNo");
        int skuId = skuId(line);
        int quantity = quantity(line);
        long unitPriceMinor = unitPriceMinor(line);
        long customerId = customerId(line);
        invoices.computeIfAbsent(number, key -> new Invoice(key, customerId, new ArrayList<>()))
                .lines()
                .add(new InvoiceLine(skuId, quantity, unitPriceMinor));
    }

    private int skuId(CsvRecord line) {
        String code = text(line, "StockCode");
        Integer known = skuIds.get(code);
        if (known != null) {
            return known;
        }
        if (code.getBytes(StandardCharsets.UTF_8).length > MAX_CODE_LENGTH) {
            throw bad(line, "StockCode '" + code + "' is longer than " + MAX_CODE_LENGTH + " bytes", null);
        }
        skuIds.put(code, skuIds.size() + 1);
        return skuIds.size();
    }

    private int quantity(CsvRecord line) {
        try {
            // As an adjustment it may be turned round, which the smallest int cannot be.
            return -Math.negateExact(number(line, "Quantity").intValueExact());
        } catch (ArithmeticException e) {
            throw bad(line, "Quantity", "a whole number of units", e);
        }
    }

    private long unitPriceMinor(CsvRecord line) {
        try {
            return number(line, "UnitPrice")
                    .movePointRight(2)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw bad(line, "UnitPrice", "a price that fits into 64 bits of pence", e);
        }
    }

    private long customerId(CsvRecord line) {
        if (field(line, "CustomerID").isEmpty()) {
            return 0;
        }
        try {
            return number(line, "CustomerID").longValueExact();
        } catch (ArithmeticException e) {
            throw bad(line, "CustomerID", "a whole number", e);
        }
    }

    private BigDecimal number(CsvRecord line, String column) {
        try {
            return Decimals.parse(field(line, column));
        } catch (NumberFormatException e) {
            throw bad(line, column, "a number", e);
        }
    }

    private String text(CsvRecord line, String column) {
        String text = field(line, column);
        if (text.isEmpty()) {
            throw bad(line, column + " is empty", null);
        }
        return text;
    }

    private String field(CsvRecord line, String column) {
        return line.getField(columns.get(column));
    }

    private CannotLoadException bad(CsvRecord line, String column, String expected, Exception cause) {
        return bad(line, column + " '" + field(line, column) + "' is not " + expected, cause);
    }

    private CannotLoadException bad(CsvRecord line, String what, Exception cause) {
        return new CannotLoadException(file + " line " + line.getStartingLineNumber() + ": " + what, cause);
    }

    /** What could not be an order of this engine is found before the first command is sent. */
    private void checkOrders() {
        Set<Long> orderIds = new HashSet<>();
        for (Invoice invoice : invoices.values()) {
            if (invoice.kind() == Invoice.Kind.SALE) {
                checkOrder(invoice, orderIds);
            }
        }
    }

    private void checkOrder(Invoice invoice, Set<Long> orderIds) {
        try {
            if (!orderIds.add(invoice.orderId())) {
                throw bad(invoice, "another invoice has the same number, written differently", null);
            }
            invoice.orderTotalMinor();
        } catch (NumberFormatException e) {
            throw bad(invoice, "its number does not fit into 64 bits", e);
        } catch (ArithmeticException e) {
            throw bad(invoice, "its total does not fit into 64 bits", e);
        }
        if (invoice.orderLines().size() > Engine.MAX_ORDER_LINES) {
            throw bad(invoice, "it has more than " + Engine.MAX_ORDER_LINES + " lines", null);
        }
    }

    private CannotLoadException bad(Invoice invoice, String what, Exception cause) {
        return new CannotLoadException(file + " invoice " + invoice.number() + ": " + what, cause);
    }
}
