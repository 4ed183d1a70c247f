// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Test fixture: what the kernel has of a file in memory, asked of {@code fincore}, of util-linux. */
final class ResidentPages {
    private static final Path FINCORE = Path.of("/usr/bin/fincore");

    private ResidentPages() {}

    static void assumeVisible(Path directory) throws IOException {
        assumeTrue(Files.isExecutable(FINCORE), "there is no fincore here");
        assumeFalse(Files.getFileStore(directory).type().equals("tmpfs"), "what is in a tmpfs is nowhere else");
    }

    static long bytes(Path file) throws IOException, InterruptedException {
        Process fincore = new ProcessBuilder(
                        FINCORE.toString(), "--bytes", "--noheadings", "--output", "RES", file.toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(fincore.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, fincore.waitFor(), text);
        return Long.parseLong(text);
    }
}
