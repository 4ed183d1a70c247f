// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A journal file that is open for syncing from its beginning to its end: the kernel reports what could not be written only to descriptors that
 * were open then, and to each of them once. So there is one, and what it was told is kept for whoever asks next.
 *
 * <p>For any thread; they take turns.
 */
final class OpenFile {
    private final Path path;
    private final FileChannel channel;
    private IOException failure;

    private OpenFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Opens a file that has just been begun, and syncs it with its name: without that, nothing in it could be found. */
    static OpenFile begin(Path path) throws IOException {
        OpenFile file = new OpenFile(path, FileChannel.open(path, StandardOpenOption.WRITE));
        try {
            file.force(true);
            Disk.forceDirectory(path.getParent());
            return file;
        } catch (IOException e) {
            file.channel.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    /** Syncs what has been written; a file that has ended was synced then. */
    void force() throws IOException {
        force(false);
    }

    private synchronized void force(boolean withMetadata) throws IOException {
        if (failure != null) {
            throw new IOException(path + " could not be synced before: " + failure.getMessage(), failure);
        }
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.force(withMetadata);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Syncs and closes it: whoever syncs the next file can rely on this one. */
    synchronized void end() throws IOException {
        force(true);
        channel.close();
    }

    /** Closes it as it is. */
    synchronized void close() throws IOException {
        channel.close();
    }

    /** Whether somebody has taken the file away under us: what it still seems to hold goes when it is closed. */
    synchronized boolean isRemoved() {
        return channel.isOpen() && !Files.exists(path);
    }
}
