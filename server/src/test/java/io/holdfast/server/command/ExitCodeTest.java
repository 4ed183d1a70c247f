// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.journal.DataDirectory;
import io.holdfast.server.ServerProcess;
import io.holdfast.server.demo.Demo;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.agrona.IoUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user meets when something is wrong: one line on stderr that says what and where, and an exit code. */
@Timeout(180)
class ExitCodeTest {
    @TempDir
    private Path dir;

    @TempDir
    private Path aeronDirs;

    private static void assertFails(int exitCode, String part, Object... args) throws Exception {
        CommandLineRun run = CommandLineRun.of(args);
        run.expectFailure(exitCode, part);
        assertFalse(run.err().contains("Exception"), run.err());
    }

    @Test
    void shouldEndWith2WhereItCannotBeDoneLikeThat() throws Exception {
        Path foreign = Files.createDirectory(dir.resolve("foreign"));
        Files.writeString(foreign.resolve("letter.txt"), "Dear Sir");
        Path file = Files.writeString(dir.resolve("file"), "");
        Path badSettings = Files.writeString(dir.resolve("bad.properties"), "holdfast.layout=WIDE\n");

        assertFails(2, "--colour", "serve", "--colour");
        assertFails(2, "'sell'", "sell");
        assertFails(2, "--dir", "verify");
        assertFails(2, "no.properties", "serve", "--dir", dir.resolve("new"), dir.resolve("no.properties"));
        assertFails(2, "holdfast.layout must be", "serve", "--dir", dir.resolve("new"), badSettings);
        assertFails(2, "not a Holdfast data directory", "serve", "--dir", foreign);
        assertFails(2, "not a directory", "serve", "--dir", file);
        assertFails(2, "not a Holdfast data directory", "verify", "--dir", dir.resolve("nowhere"));
        assertFails(2, "--orders", "demo", "--orders", "0");
        assertFails(2, "--orders", "demo", "--orders", "many");
        assertFalse(Files.exists(dir.resolve("new")), "a command line that is wrong must leave nothing behind");
    }

    @Test
    void shouldTellWhoUsesTheDirectory() throws Exception {
        try (ServerProcess server = ServerProcess.start(dir, Map.of("holdfast.channels", "aeron:ipc"))) {
            assertFails(2, "in use by process " + server.ready().pid(), "serve", "--dir", dir);
            assertFails(2, "in use by process " + server.ready().pid(), "verify", "--dir", dir);
            assertEquals(0, server.stop());
        }
    }

    @Test
    void shouldEndWith0WhenAllIsWellAndWith4WhenDataIsDamaged() throws Exception {
        assertTrue(new Demo(dir, Map.of(), 2_000, 2, 1, 1, answered -> {}).run().isGood());
        CommandLineRun whole = CommandLineRun.process("verify", "--dir", dir);
        assertEquals(0, whole.exitCode(), whole.err());
        assertTrue(whole.out().contains("is whole"), whole.out());

        Path journal = firstFile(dir.resolve("journal"));
        long offset = flipAByteOfTheMiddleRecord(journal);

        CommandLineRun damaged = CommandLineRun.process("verify", "--dir", dir);
        assertEquals(4, damaged.exitCode(), damaged.err());
        assertTrue(damaged.err().contains(journal.toString()), damaged.err() + " flipped at " + offset);
        assertEquals(1, damaged.err().lines().count(), damaged.err());

        // With the snapshot of the orderly stop it would not need this record.
        IoUtil.delete(dir.resolve("snapshots").toFile(), false);
        CommandLineRun serve = CommandLineRun.of("serve", "--dir", dir);
        assertEquals(4, serve.exitCode(), serve.err());
        assertTrue(serve.err().contains(journal.toString()), serve.err());

        CommandLineRun verbose = CommandLineRun.of("verify", "--verbose", "--dir", dir);
        assertTrue(verbose.err().contains("DamagedJournalException"), verbose.err());
    }

    private static Path firstFile(Path journal) throws IOException {
        try (Stream<Path> files = Files.walk(journal)) {
            return files.filter(file -> file.toString().endsWith(".cq4"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static long flipAByteOfTheMiddleRecord(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long written = 0;
            byte[] block = new byte[4096];
            for (long at = 0; at < bytes.length(); at += block.length) {
                bytes.seek(at);
                bytes.readFully(block, 0, (int) Math.min(block.length, bytes.length() - at));
                for (byte value : block) {
                    if (value != 0) {
                        written = at;
                    }
                }
            }
            long middle = written / 2;
            bytes.seek(middle);
            int value = bytes.read();
            bytes.seek(middle);
            bytes.write(value ^ 0x10);
            return middle;
        }
    }

    @Test
    void shouldEndWith5WhenTheJournalCanNoLongerBeSynced() throws Exception {
        Path aeronDir = aeronDirs.resolve("aeron");
        try (ServerProcess server = ServerProcess.start(
                dir, Map.of("holdfast.channels", "aeron:ipc", "holdfast.aeron.dir", aeronDir.toString()))) {
            // Somebody cleans up. The first start has journalled its settings, so the file must be there.
            Files.delete(firstFile(dir.resolve("journal")));
            assertEquals(5, server.awaitExit());
            assertTrue(server.errors().contains("halted"), server.errors());
            assertTrue(server.errors().contains(".cq4"), server.errors());
        }
    }

    @Test
    void shouldRefuseADirectoryOfAnUnknownFormat() throws Exception {
        DataDirectory.own(dir).close();
        Files.writeString(dir.resolve("FORMAT"), "holdfast data directory, format 99\n");
        assertFails(2, "format", "verify", "--dir", dir);
        assertFails(2, "format", "serve", "--dir", dir);
    }
}
