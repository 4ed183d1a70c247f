// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.metal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the kernel says of a machine in its files.
 *
 * @param root {@code /}, or a directory with copies of its files.
 */
record Machine(Path root) {
    private static final int MAX_BYTES = 1 << 24;

    /** A file's content, if it can be read and has any. */
    Optional<String> text(String path) {
        try (InputStream file = Files.newInputStream(root.resolve(path))) {
            // Files.readString asks for one byte at first, and the kernel then says that a setting ends behind it.
            String text = new String(file.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
            return Optional.of(text).filter(content -> !content.isEmpty());
        } catch (IOException e) {
            // Not this machine's; or it is a directory, or there is no permission.
            return Optional.empty();
        }
    }

    /** A file's number, if it is one. */
    Optional<Long> number(String path) {
        return text(path).filter(text -> text.matches("-?\\d{1,18}")).map(Long::valueOf);
    }

    /** What lies in a directory and has a name like that, by its path. */
    List<String> list(String directory, String name) {
        Pattern pattern = Pattern.compile(name);
        try (Stream<Path> entries = Files.list(root.resolve(directory))) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(pattern.asMatchPredicate())
                    .sorted()
                    .map(entry -> directory + "/" + entry)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Which CPUs can be used. */
    CpuList online() {
        return cpus("sys/devices/system/cpu/online");
    }

    /** Which CPUs the kernel gives to nobody who does not ask for them. */
    CpuList isolated() {
        return cpus("sys/devices/system/cpu/isolated");
    }

    CpuList cpus(String path) {
        return text(path).map(CpuList::parse).orElse(CpuList.NONE);
    }
}
