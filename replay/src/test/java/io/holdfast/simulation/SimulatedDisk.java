// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.journal.JournalReader;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.PowerLoss;
import io.holdfast.journal.RecordHandler;
import io.holdfast.journal.TornEnd;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/** Where the data directory lies: another place after each death, so that the dead do no more to it. In memory if there is room. */
final class SimulatedDisk implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH_BYTES = 2L << 30;

    /** How long Chronicle makes a file, which takes a reader long to look through. */
    private static final long LONG_LENGTH = 80 << 20;

    /** What is left of that in most runs; none writes half as much. */
    private static final long SHORT_LENGTH = 2 << 20;

    private final Path root;
    private int deaths;

    SimulatedDisk() throws IOException {
        root = isMemoryThere()
                ? Files.createTempDirectory(MEMORY, "holdfast-simulation-")
                : Files.createTempDirectory("holdfast-simulation-");
    }

    private static boolean isMemoryThere() throws IOException {
        return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ENOUGH_BYTES;
    }

    Path directory() {
        return root.resolve("life-" + deaths);
    }

    JournalSource journal(boolean isLive) {
        return new JournalSource(directory().resolve("journal"), isLive);
    }

    byte[] mark() throws IOException {
        return Files.readAllBytes(directory().resolve(DiskImage.MARK));
    }

    /** What another start finds. */
    void becomes(DiskImage image, boolean hasLostPower) throws IOException {
        delete(directory());
        deaths++;
        image.layDown(directory());
        if (hasLostPower) {
            PowerLoss.forgetBoot(directory().resolve(DiskImage.MARK));
        }
    }

    /** Cuts most of the files' room ahead off, while they are being written. */
    void shortenFiles() throws IOException {
        for (Path file : journalFiles()) {
            if (Files.size(file) > SHORT_LENGTH) {
                assertTrue(DiskImage.used(file).length < SHORT_LENGTH / 2, "a run that writes too much");
                setLength(file, SHORT_LENGTH);
            }
        }
    }

    /** Cuts all of it off, where nobody writes to them any more. */
    void trimFiles() throws IOException {
        for (Path file : journalFiles()) {
            setLength(file, DiskImage.used(file).length);
        }
    }

    /** Does what a start does with a torn end; returns whether there is one. */
    boolean cutOffTornEnd() throws IOException {
        TornEnd torn = JournalReader.read(journal(false), RecordHandler.NONE).torn();
        if (torn != null) {
            torn.cutOff();
        }
        return torn != null;
    }

    /** Gives the newest file the length that it has in earnest. */
    void lengthenNewestFile() throws IOException {
        List<Path> files = journalFiles();
        if (!files.isEmpty()) {
            setLength(files.get(files.size() - 1), LONG_LENGTH);
        }
    }

    private static void setLength(Path file, long length) throws IOException {
        try (RandomAccessFile writer = new RandomAccessFile(file.toFile(), "rw")) {
            writer.setLength(length);
        }
    }

    List<Path> journalFiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory().resolve("journal"))) {
            return files.filter(file -> DiskImage.isJournal(file.toString()))
                    .sorted()
                    .toList();
        }
    }

    /** A file's name in a {@link DiskImage}. */
    String name(Path file) {
        return directory().relativize(file).toString();
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path path, IOException e) throws IOException {
                Files.delete(path);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() throws IOException {
        delete(root);
    }
}
