// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Test fixture: a directory in a zip file. The zeros that a journal file has been given ahead are left out, and its length
 * is kept in the entry's comment; so what is unpacked is to the byte what was packed.
 */
final class PackedDirectory {
    private PackedDirectory() {}

    static void pack(Path directory, Path zip) throws IOException {
        try (OutputStream output = Files.newOutputStream(zip, StandardOpenOption.CREATE_NEW);
                ZipOutputStream entries = new ZipOutputStream(output)) {
            for (Path file : files(directory)) {
                byte[] bytes = Files.readAllBytes(file);
                ZipEntry entry =
                        new ZipEntry(directory.relativize(file).toString().replace('\\', '/'));
                entry.setComment(Integer.toString(bytes.length));
                entries.putNextEntry(entry);
                entries.write(bytes, 0, lengthWithoutZeros(bytes));
            }
        }
    }

    static void unpack(Path zip, Path directory) throws IOException {
        try (ZipFile entries = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : entries.stream().toList()) {
                Path file = directory.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (InputStream input = entries.getInputStream(entry)) {
                    Files.copy(input, file);
                }
                try (RandomAccessFile unpacked = new RandomAccessFile(file.toFile(), "rw")) {
                    unpacked.setLength(Long.parseLong(entry.getComment()));
                }
            }
        }
    }

    /** The regular files in a directory and below, in the order of their names. */
    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static int lengthWithoutZeros(byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        return length;
    }
}
