// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.IoUtil;

/**
 * Copies a data directory, record by record, so that the copy is whole whatever the original's writer does meanwhile: it ends
 * with the last record that was whole when the copy began, or with a later one. It is made aside, synced to the disk and only
 * then given its name.
 */
public final class DirectoryCopy implements AutoCloseable {
    /** Looks at a copy before it gets its name. */
    @FunctionalInterface
    public interface Check {
        /** Throws if the copy is not as it should be. */
        void check(Path copy) throws IOException;
    }

    private final DataDirectory directory;
    private JournalAppender appender;

    private DirectoryCopy(DataDirectory directory) {
        this.directory = directory;
    }

    /**
     * Copies a journal into a new data directory.
     *
     * @param to    an empty directory, or the place for a new one.
     * @param watch what is put before the handler of the records.
     * @param check looks at the copy; if it throws there is none.
     * @return what was copied.
     * @throws DataDirectoryException  if something is there already.
     * @throws DamagedJournalException if the original is not as it was written.
     */
    public static JournalEnd run(JournalSource journal, Path to, UnaryOperator<RecordHandler> watch, Check check)
            throws IOException {
        Path target = to.toAbsolutePath().normalize();
        Path original = journal.path().toAbsolutePath().normalize().getParent();
        if (target.startsWith(original)) {
            throw new DataDirectoryException(
                    target + " lies in " + original + ", which is to be copied: name another place");
        }
        Path aside = aside(target);
        Files.createDirectories(aside);
        try {
            JournalEnd end;
            Repairs repairs = Repairs.of(journal);
            try (DirectoryCopy copy = new DirectoryCopy(DataDirectory.own(aside))) {
                repairs.write(copy.directory);
                end = JournalTail.read(journal, JournalRange.ALL, watch.apply(copy::append));
                copy.finish();
            }
            check.check(aside);
            syncAll(aside);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            Disk.forceDirectory(target.getParent());
            return end;
        } catch (IOException | RuntimeException e) {
            IoUtil.delete(aside.toFile(), true);
            throw e;
        }
    }

    private static Path aside(Path target) throws IOException {
        if (Files.exists(target)) {
            if (!Files.isDirectory(target) || !isEmpty(target)) {
                throw new DataDirectoryException(target + " is there already: name an empty directory or a new one");
            }
        }
        Path aside = target.resolveSibling(target.getFileName() + ".partial");
        if (Files.exists(aside)) {
            throw new DataDirectoryException(
                    aside + " is there: another copy is being made, or was broken off; delete it in that case");
        }
        return aside;
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private void append(
            long sequence,
            long timestampNs,
            DirectBuffer buffer,
            int commandOffset,
            int commandLength,
            int outcomeOffset,
            int outcomeLength) {
        if (appender == null) {
            appender = open(sequence, timestampNs);
        }
        appender.append(
                sequence, timestampNs, buffer, commandOffset, commandLength, buffer, outcomeOffset, outcomeLength);
    }

    private JournalAppender open(long sequence, long timestampNs) {
        try {
            if (sequence > 1) {
                JournalBegin.write(directory.journal(), sequence);
            }
            return JournalAppender.open(directory, Durability.WRITTEN, TimeUnit.NANOSECONDS.toMillis(timestampNs));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot begin the copy", e);
        }
    }

    private void finish() {
        if (appender != null) {
            appender.commit();
        }
    }

    private static void syncAll(Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(directory)) {
            all = paths.toList();
        }
        for (Path path : all) {
            if (Files.isDirectory(path)) {
                Disk.forceDirectory(path);
            } else {
                Disk.force(path);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (appender != null) {
            appender.close();
        }
        directory.close();
    }
}
