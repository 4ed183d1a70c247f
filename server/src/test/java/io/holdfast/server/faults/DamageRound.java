// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.engine.Engine;
import io.holdfast.engine.StockListener;
import io.holdfast.journal.DamagedJournalException;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.DataDirectoryException;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.RecordHandler;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.replay.DivergedException;
import io.holdfast.replay.Replay;
import io.holdfast.replay.UndecidedException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A directory that was closed in order, so that everything in it is known to have been on the disk, and then one bit is flipped in any of its files,
 * or the end of one is cut off. What a start would do then, and what {@code verify} does, is to refuse, or to come to the very same state.
 */
final class DamageRound {
    private static final int TRIALS = 5;

    private final Path dir;
    private final Random random;
    private final FaultTally tally;

    /** Where a journal leads to. */
    private record State(long sequence, long timestampNs, long digest) {}

    private DamageRound(Path dir, Random random, FaultTally tally) {
        this.dir = dir;
        this.random = random;
        this.tally = tally;
    }

    static void run(Path dir, Random random, FaultTally tally) throws IOException {
        new DamageRound(dir, random, tally).run();
    }

    private void run() throws IOException {
        State whole = start();
        assertEquals(whole, verify());
        for (int trial = 0; trial < TRIALS; trial++) {
            List<Path> files = files();
            Path file = files.get(random.nextInt(files.size()));
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                long length = contentLength(bytes);
                if (length > 0) {
                    damage(file, bytes, random.nextLong(length), length, whole);
                }
            }
        }
        assertEquals(whole, start());
    }

    private void damage(Path file, RandomAccessFile bytes, long at, long length, State whole) throws IOException {
        boolean isCut = random.nextInt(3) == 0;
        byte[] old = new byte[isCut ? (int) (length - at) : 1];
        bytes.seek(at);
        bytes.readFully(old);
        byte[] broken = old.clone();
        if (isCut) {
            broken = new byte[old.length];
            tally.cuts++;
        } else {
            broken[0] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            tally.flips++;
        }
        bytes.seek(at);
        bytes.write(broken);
        long fullLength = bytes.length();
        if (isCut && random.nextBoolean()) {
            bytes.setLength(at);
        }
        String what = file + (isCut ? " cut at byte " : " flipped at byte ") + at;
        expectRefusedOrSame(what + ", start", whole, this::start);
        expectRefusedOrSame(what + ", verify", whole, this::verify);
        bytes.setLength(fullLength);
        bytes.seek(at);
        bytes.write(old);
    }

    private interface Reading {
        State read() throws IOException;
    }

    private void expectRefusedOrSame(String what, State whole, Reading reading) throws IOException {
        State found;
        try {
            found = reading.read();
        } catch (DamagedJournalException | DataDirectoryException | DivergedException | UndecidedException e) {
            tally.refused++;
            return;
        }
        assertEquals(whole, found, what);
        tally.harmless++;
    }

    /** What a start does, but for writing. */
    private State start() throws IOException {
        JournalSource journal = JournalSource.atRest(DataDirectory.journalToRead(dir));
        Engine engine =
                Snapshots.of(dir).restore(journal, StockListener.NONE, 0).engine();
        return state(Replay.goOn(engine, journal, RecordHandler.NONE));
    }

    private State verify() throws IOException {
        return state(Replay.of(DataDirectory.journalToRead(dir)));
    }

    private static State state(Replay replay) {
        Engine engine = replay.engine();
        return new State(engine.lastSequence(), engine.lastTimestampNs(), engine.digest());
    }

    /** All that is not empty; the lock belongs to whoever reads. */
    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("lock"))
                    .sorted()
                    .toList();
        }
    }

    /** Without the zeros that it has been given ahead. */
    private static long contentLength(RandomAccessFile bytes) throws IOException {
        byte[] block = new byte[1 << 20];
        long end = bytes.length();
        while (end > 0) {
            int length = (int) Math.min(block.length, end);
            bytes.seek(end - length);
            bytes.readFully(block, 0, length);
            for (int i = length - 1; i >= 0; i--) {
                if (block[i] != 0) {
                    return end - length + i + 1;
                }
            }
            end -= length;
        }
        return 0;
    }
}
