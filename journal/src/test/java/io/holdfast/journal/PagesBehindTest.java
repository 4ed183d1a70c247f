// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel has of a file in memory is asked of {@code fincore}, of util-linux. */
class PagesBehindTest {
    private static final int MIB = 1 << 20;
    private static final int LENGTH = 96 * MIB;

    @TempDir
    private Path directory;

    @BeforeAll
    static void needsFincore() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/fincore")), "there is no fincore here");
    }

    @Test
    void theLast64MebibytesStay() throws Exception {
        Path file = writeSynced("a");
        assertEquals(LENGTH, residentBytes(file), "in memory before");
        new PagesBehind().drop(file, LENGTH);
        assertEquals(64 * MIB, residentBytes(file), "in memory afterwards");
    }

    @Test
    void anEndedFileGoesAsAWhole() throws Exception {
        PagesBehind pages = new PagesBehind();
        Path ended = writeSynced("a");
        Path newest = writeSynced("b");
        pages.drop(ended, LENGTH);
        pages.drop(newest, 0);
        assertEquals(64 * MIB, residentBytes(ended), "while the next is short");
        pages.drop(newest, LENGTH);
        assertEquals(0, residentBytes(ended), "when the next has grown");
    }

    @BeforeEach
    void needsDisk() throws IOException {
        assumeFalse(Files.getFileStore(directory).type().equals("tmpfs"), "what is in a tmpfs is nowhere else");
    }

    private Path writeSynced(String name) throws IOException {
        Path file = directory.resolve(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < LENGTH / MIB; i++) {
                channel.write(ByteBuffer.allocate(MIB));
            }
            channel.force(false);
        }
        return file;
    }

    private static long residentBytes(Path file) throws IOException, InterruptedException {
        Process fincore = new ProcessBuilder(
                        "/usr/bin/fincore", "--bytes", "--noheadings", "--output", "RES", file.toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(fincore.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, fincore.waitFor(), text);
        return Long.parseLong(text);
    }
}
