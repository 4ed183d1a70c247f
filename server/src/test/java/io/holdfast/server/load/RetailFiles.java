// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Test fixture: files, written here, or the real one. */
final class RetailFiles {
    static final String HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    /** Every kind of untidiness there is, in few lines. */
    static final String SMALL = HEADER + """
            536365,85123A,"HEART, ""WHITE"", LARGE",6,2010-12-01 08:26:00,2.555,17850.0,United Kingdom
            536366,22633,HAND WARMER,4,2010-12-01 08:28:00,1.85,,United Kingdom
            536365,85123a,heart,2,2010-12-01 08:26:00,0.004,17850.0,United Kingdom
            536365,85123A,AGAIN,5,2010-12-01 08:26:00,2.545,17850.0,United Kingdom
            C536367,22633,HAND WARMER,-3,2010-12-01 09:00:00,1.85,17850.0,United Kingdom
            536368,22633,HAND WARMER,3,2010-12-01 09:01:00,1.85,13047.0,United Kingdom
            536368,85123A,HEART,9,2010-12-01 09:01:00,2.55,13047.0,United Kingdom
            536368,85123A,broken,-1,2010-12-01 09:01:00,0.0,13047.0,United Kingdom
            A563185,B,Adjust bad debt,1,2011-08-12 14:50:00,-11062.06,,United Kingdom
            536369,22633,,-50,2010-12-01 09:02:00,0.0,,United Kingdom
            536370,22633,HAND WARMER,2,2010-12-01 09:03:00,1.85,13047.0,United Kingdom
            536370,22633,HAND WARMER,0,2010-12-01 09:03:00,1.85,13047.0,United Kingdom
            C536371,85123A,counted wrongly,1,2010-12-01 09:04:00,2.55,,United Kingdom
            """;

    private RetailFiles() {}

    static Path plain(Path dir, String text) throws IOException {
        return Files.writeString(dir.resolve("year.csv"), text);
    }

    static Path gzipped(Path dir, String text) throws IOException {
        Path file = dir.resolve("year.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    /** The real file, which lies beside the repository; where it does not, the test is skipped. */
    static Path real() {
        Path workingDirectory = Path.of("").toAbsolutePath();
        for (Path dir = workingDirectory; dir != null; dir = dir.getParent()) {
            Path file = dir.resolve("shared/data/online-retail.csv.gz");
            if (Files.exists(file)) {
                return file;
            }
        }
        String skipped =
                "skipped: no shared/data/online-retail.csv.gz in " + workingDirectory + " or any directory above it";
        System.out.println(skipped);
        return abort(skipped);
    }
}
