// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.aeron.Aeron;
import io.aeron.CncFileDescriptor;
import io.aeron.driver.MediaDriver;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriversTest {
    /** As much as a driver maps before it writes the first byte. */
    private static final int CNC_LENGTH = 8 * 1024 * 1024;

    @TempDir
    private Path dir;

    @Test
    void shouldStartWhereADriverWasKilledBeforeItHadStarted() throws Exception {
        Path aeronDir = Files.createDirectory(dir.resolve("aeron"));
        Files.write(aeronDir.resolve(CncFileDescriptor.CNC_FILE), new byte[CNC_LENGTH]);

        try (MediaDriver driver = Drivers.launch(aeronDir.toString());
                Aeron aeron = Aeron.connect(Drivers.client(driver.aeronDirectoryName()))) {
            assertFalse(aeron.isClosed());
        }
    }
}
