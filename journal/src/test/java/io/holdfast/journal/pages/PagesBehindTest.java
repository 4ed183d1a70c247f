// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesBehindTest {
    private static final int MIB = 1 << 20;
    private static final int LENGTH = 96 * MIB;

    @TempDir
    private Path directory;

    @Test
    void theLast64MebibytesStay() throws Exception {
        Path file = writeSynced("a");
        assertEquals(LENGTH, ResidentPages.bytes(file), "in memory before");
        new PagesBehind().drop(file, LENGTH);
        assertEquals(64 * MIB, ResidentPages.bytes(file), "in memory afterwards");
    }

    @Test
    void anEndedFileGoesAsAWhole() throws Exception {
        PagesBehind pages = new PagesBehind();
        Path ended = writeSynced("a");
        Path newest = writeSynced("b");
        pages.drop(ended, LENGTH);
        pages.drop(newest, 0);
        assertEquals(64 * MIB, ResidentPages.bytes(ended), "while the next is short");
        pages.drop(newest, LENGTH);
        assertEquals(0, ResidentPages.bytes(ended), "when the next has grown");
    }

    @Test
    void noPageStaysBetweenTheSteps() throws Exception {
        PagesBehind pages = new PagesBehind();
        Path ended = writeSynced("a");
        Path newest = writeSynced("b");
        pages.drop(ended, LENGTH - 1234);
        pages.drop(newest, LENGTH - 1234);
        assertEquals(0, ResidentPages.bytes(ended));
    }

    @BeforeEach
    void needsToSee() throws IOException {
        ResidentPages.assumeVisible(directory);
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
}
