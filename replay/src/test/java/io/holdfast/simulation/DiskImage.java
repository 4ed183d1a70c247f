// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import io.holdfast.engine.Dice;
import io.holdfast.journal.PowerLoss;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agrona.BitUtil;

/**
 * The files of a data directory as they are at one instant, to be changed as a death changes them, and laid down elsewhere:
 * what the dead process does to its own files when it is cleared away goes nowhere.
 */
final class DiskImage {
    static final String MARK = "synced";
    private static final String SUFFIX = ".cq4";
    private static final int CHUNK = 64 * 1024;
    /** At least so many zeros behind the last byte that is none are kept: Chronicle's index may be made of them. */
    private static final int PAGE = 4096;

    private final SortedMap<String, byte[]> files = new TreeMap<>();

    static DiskImage of(Path directory) throws IOException {
        DiskImage image = new DiskImage();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(file).toString();
                image.files.put(name, isJournal(name) ? used(file) : Files.readAllBytes(file));
            }
        }
        return image;
    }

    static boolean isJournal(String name) {
        return name.endsWith(SUFFIX);
    }

    /** A journal file without most of the zeros that it has been given ahead: no record has so many in it. */
    static byte[] used(Path file) throws IOException {
        try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[2 * CHUNK];
            int length = 0;
            int used = 0;
            int read;
            while (length - used < CHUNK && (read = reader.read(bytes, length, CHUNK)) > 0) {
                used = Math.max(used, lengthWithoutZeros(bytes, length, length + read));
                length += read;
                bytes = length + CHUNK > bytes.length ? Arrays.copyOf(bytes, 2 * bytes.length) : bytes;
            }
            return Arrays.copyOf(bytes, BitUtil.align(used + PAGE, PAGE));
        }
    }

    /** 0 if there are only zeros. */
    private static int lengthWithoutZeros(byte[] bytes, int from, int to) {
        int length = to;
        while (length > from && bytes[length - 1] == 0) {
            length--;
        }
        return length == from ? 0 : length;
    }

    void layDown(Path directory) throws IOException {
        for (var file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    /** Names sort as the files were begun. */
    List<String> journalFiles() {
        return files.keySet().stream().filter(DiskImage::isJournal).toList();
    }

    private String newest() {
        List<String> names = journalFiles();
        return names.get(names.size() - 1);
    }

    // ----- What becomes of it -----

    /**
     * The process died while it wrote the last document, whose header comes last; or while it made the file, if that has no
     * other document.
     */
    void tearLastWrite(Dice dice) {
        byte[] file = files.get(newest());
        JournalBytes journal = new JournalBytes(file);
        List<Integer> documents = journal.documents();
        int document = documents.get(documents.size() - 1);
        int content = document + JournalBytes.HEADER_LENGTH;
        int from = documents.size() == 1 && dice.oneIn(2)
                ? dice.below(content)
                : content + dice.below(journal.length(document) + 1);
        Arrays.fill(file, from, file.length, (byte) 0);
        Arrays.fill(file, Math.min(from, document), content, (byte) 0);
    }

    /**
     * The machine lost power: of each page that was not synced either what was synced is there or what was written. A file is
     * synced when it has its first document, and again before the next is begun.
     *
     * @param firstFile  the first of the journal's files that the process has written.
     * @param synced     the last record that was synced otherwise.
     * @param written    the last record that was written.
     * @param isInWrite  whether the last document was being written.
     * @param syncedMark the mark of how far the journal was synced, as it was synced itself.
     * @return the last record that must be there.
     */
    long losePower(String firstFile, long synced, long written, boolean isInWrite, byte[] syncedMark, Dice dice) {
        files.put(MARK, PowerLoss.of(syncedMark, files.get(MARK), dice.random()));
        String newest = newest();
        long safe = written;
        for (String name : journalFiles()) {
            if (name.compareTo(firstFile) < 0) {
                continue;
            }
            JournalBytes journal = new JournalBytes(files.get(name));
            List<Integer> documents = journal.documents();
            int count = documents.size();
            if (name.equals(newest)) {
                int atLeast = isInWrite && count == 1 ? 0 : 1;
                count = Math.max(atLeast, (int) documents.stream()
                        .filter(document -> journal.firstSequence(document) <= synced)
                        .count());
                safe = count < documents.size() ? journal.firstSequence(documents.get(count)) - 1 : written;
            }
            losePages(name, journal.endOf(count), dice);
        }
        return safe;
    }

    private void losePages(String name, int syncedEnd, Dice dice) {
        if (syncedEnd == 0 && dice.oneIn(3)) {
            files.remove(name);
            return;
        }
        byte[] newest = files.get(name);
        byte[] synced = Arrays.copyOf(Arrays.copyOf(newest, syncedEnd), newest.length);
        files.put(name, PowerLoss.of(synced, newest, dice.random()));
    }

    /** As it was before a write that failed. */
    void putMark(byte[] mark) {
        files.put(MARK, mark);
    }

    /** A process died while it wrote a snapshot. */
    void leaveHalfASnapshot(long sequence, Dice dice) {
        byte[] bytes = new byte[dice.below(5_000)];
        dice.random().nextBytes(bytes);
        files.put(String.format("snapshots/%020d.snapshot.new", sequence), bytes);
    }
}
