// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Test fixture: the bytes of a small journal's files, to be changed at will and laid down again. The zeros that a file
 * has been given ahead are left away but for a few.
 */
final class JournalImage {
    /** The zeros that are kept. */
    static final int ZEROS = 96;

    /** In a document's header: Chronicle's own. */
    private static final int META_DATA = 0x4000_0000;

    private static final int MAX_LENGTH = 256 * 1024;

    private final SortedMap<String, byte[]> files = new TreeMap<>();

    /** Takes what lies in a data directory, which must not be in use. */
    static JournalImage of(Path directory) throws IOException {
        JournalImage image = new JournalImage();
        Path journal = directory.resolve("journal");
        for (Path file : JournalFiles.list(journal)) {
            image.files.put(journal.relativize(file).toString(), trimmed(file));
        }
        return image;
    }

    /** Shortens a file by the zeros that it has been given ahead: what reads every byte is quicker then. */
    static void trim(Path file) throws IOException {
        Files.write(file, trimmed(file));
    }

    /** Where a file of the image is laid down. */
    static Path path(Path directory, String name) {
        return directory.resolve("journal").resolve(name);
    }

    private static byte[] trimmed(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), MAX_LENGTH));
            channel.read(bytes, 0);
            int used = used(bytes.array());
            if (used > MAX_LENGTH / 2) {
                throw new IllegalArgumentException(file + " is too long for an image");
            }
            return Arrays.copyOf(bytes.array(), used + ZEROS);
        }
    }

    private static int used(byte[] bytes) {
        int used = bytes.length;
        while (used > 0 && bytes[used - 1] == 0) {
            used--;
        }
        return used;
    }

    JournalImage copy() {
        JournalImage copy = new JournalImage();
        files.forEach((name, bytes) -> copy.files.put(name, bytes.clone()));
        return copy;
    }

    List<String> names() {
        return List.copyOf(files.keySet());
    }

    String lastName() {
        return files.lastKey();
    }

    /** The bytes of a file, not a copy of them. */
    byte[] file(String name) {
        return files.get(name);
    }

    byte[] lastFile() {
        return files.get(lastName());
    }

    JournalImage put(String name, byte[] bytes) {
        files.put(name, bytes);
        return this;
    }

    byte[] remove(String name) {
        return files.remove(name);
    }

    /** Where the zeros of a file begin; those of the last record's end do not count, as it ends with a mark. */
    int used(String name) {
        return used(files.get(name));
    }

    /** The offsets of the documents that hold records, and of the end behind the last one. */
    List<Integer> documents(String name) {
        ByteBuffer bytes = ByteBuffer.wrap(files.get(name)).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> documents = new ArrayList<>(headers(name));
        documents.removeIf(at -> bytes.getInt(at) > 0 && (bytes.getInt(at) & META_DATA) != 0);
        return documents;
    }

    /** The offsets of all documents, and of the end behind the last one. */
    List<Integer> headers(String name) {
        ByteBuffer bytes = ByteBuffer.wrap(files.get(name)).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> headers = new ArrayList<>();
        int at = 0;
        while (bytes.getInt(at) > 0) {
            headers.add(at);
            at += 4 + ((bytes.getInt(at) & ~META_DATA) + 3) / 4 * 4;
        }
        headers.add(at);
        return headers;
    }

    /** Makes a data directory's journal consist of these files and of nothing else. */
    void layDown(Path directory) {
        try {
            Path journal = Files.createDirectories(directory.resolve("journal"));
            Files.writeString(directory.resolve("FORMAT"), "holdfast data directory, format 1\n");
            // As if the process had been killed before anything was synced.
            Files.deleteIfExists(directory.resolve("synced"));
            for (Path old : JournalFiles.list(journal)) {
                Files.delete(old);
            }
            for (var file : files.entrySet()) {
                Path path = journal.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
