// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadCommandTest {
    @TempDir
    private Path dir;

    private String file;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(
                        dir.resolve("year.csv"), "InvoiceNo,StockCode,Quantity,UnitPrice,CustomerID\n1,X,1,1.00,\n")
                .toString();
    }

    private static int load(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "load";
        all[1] = "--format";
        all[2] = "online-retail";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Holdfast.run(List.of(), all);
    }

    @Test
    void shouldRefuseWhatCannotBeDoneLikeThat() {
        assertEquals(ExitCode.USAGE, Holdfast.run(List.of(), "load", file));
        assertEquals(ExitCode.USAGE, Holdfast.run(List.of(), "load", file, "--format", "excel"));
        assertEquals(ExitCode.USAGE, load());
        assertEquals(ExitCode.USAGE, load(file, "--opening-stock", "-1"));
        assertEquals(ExitCode.USAGE, load(file, "--opening-stock", "much"));
        assertEquals(ExitCode.USAGE, load(file + ".gz"));
        assertEquals(ExitCode.USAGE, load(dir.toString()));
    }

    @Test
    void shouldNotLoadIntoADirectoryThatHoldsSomething() {
        assertEquals(ExitCode.USAGE, load(file, "--dir", dir.toString()));
        assertEquals(ExitCode.USAGE, load(file, "--dir", file));
    }

    @Test
    void shouldSayThatItCannotConnect() {
        String nowhere = "aeron:udp?endpoint=localhost:7199";
        assertEquals(ExitCode.CANNOT_CONNECT, load(file, "--connect", nowhere, "--connect-timeout", "200ms"));
        assertEquals(ExitCode.CANNOT_CONNECT, load(file, "--connect", "aeron:ipc", "--aeron-dir", dir.toString()));
        assertEquals(ExitCode.USAGE, load(file, "--connect", nowhere, "--connect-timeout", "soon"));
        assertEquals(ExitCode.USAGE, load(file, "--connect", "localhost:7199"));
        assertEquals(ExitCode.USAGE, load(file, "--connect", "aeron:ipc"));
        assertEquals(ExitCode.USAGE, load(file, "--connect", nowhere, "--dir", dir.toString()));
        assertEquals(ExitCode.USAGE, load(file, "--aeron-dir", dir.toString()));
    }
}
