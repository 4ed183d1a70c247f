// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal.pages;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesAheadTest {
    private static final int MIB = 1 << 20;

    @TempDir
    private Path directory;

    @BeforeEach
    void needsToSee() throws IOException {
        ResidentPages.assumeVisible(directory);
    }

    @Test
    void shouldHaveTheNext32MebibytesInMemory() throws Exception {
        Path file = hole("a");
        try (PagesAhead pages = new PagesAhead()) {
            fetchAll(pages, file, 0);
            expectResident(32 * MIB, file);
            fetchAll(pages, file, MIB);
            expectResident(33 * MIB, file);
        }
    }

    @Test
    void shouldBeginFromWhereAnotherFileIs() throws Exception {
        Path file = hole("a");
        Path next = hole("b");
        try (PagesAhead pages = new PagesAhead()) {
            fetchAll(pages, file, 8 * MIB);
            fetchAll(pages, next, 0);
            expectResident(32 * MIB, next);
        }
    }

    @Test
    void shouldNotMissAFileThatIsGone() {
        try (PagesAhead pages = new PagesAhead()) {
            assertFalse(pages.fetch(directory.resolve("none"), 0));
        }
    }

    private static void fetchAll(PagesAhead pages, Path file, long position) {
        int rounds = 0;
        while (pages.fetch(file, position)) {
            assertTrue(++rounds < 100, "it does not end");
        }
    }

    /** It is advice: a kernel that is short of free pages for a moment leaves some out. But none lies beyond. */
    private static void expectResident(long bytes, Path file) throws Exception {
        long resident = ResidentPages.bytes(file);
        assertTrue(resident <= bytes && resident > bytes - MIB, resident + " of " + bytes);
    }

    private Path hole(String name) throws IOException {
        Path file = directory.resolve(name);
        try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
            made.setLength(64L * MIB);
        }
        return file;
    }
}
