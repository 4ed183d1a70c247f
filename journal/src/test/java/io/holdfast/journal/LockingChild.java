// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Test fixture, a process: locks a file, says so, and stays. */
final class LockingChild {
    private LockingChild() {}

    public static void main(String[] arguments) throws Exception {
        try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            System.out.println(lock);
            System.in.read();
        }
    }
}
