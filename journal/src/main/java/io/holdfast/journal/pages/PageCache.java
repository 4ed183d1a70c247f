// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal.pages;

import jnr.ffi.LibraryLoader;

/** What the kernel is told about an open file's pages. It is advice: where there is no such call nothing is lost. */
final class PageCache {
    /** Linux's {@code POSIX_FADV_WILLNEED}. */
    private static final int WILL_NEED = 3;
    /** Linux's {@code POSIX_FADV_DONTNEED}. */
    private static final int DO_NOT_NEED = 4;

    /** What there is of it in the C library; public because JNR asks for that. */
    public interface LibC {
        @SuppressWarnings({"checkstyle:MethodName", "MethodName"})
        int posix_fadvise(int descriptor, long offset, long length, int advice);
    }

    /** Null where the C library has no such call. */
    private LibC libC = load();

    private static LibC load() {
        try {
            return LibraryLoader.create(LibC.class).load("c");
        } catch (LinkageError e) {
            return null;
        }
    }

    /**
     * What is not in memory yet comes there: this, and nothing more. A read would make the kernel read what follows as well, wherever
     * somebody's fault has left it a mark to do so.
     */
    void fetch(int descriptor, long from, long length) {
        advise(descriptor, from, length, WILL_NEED);
    }

    /** What is not mapped, and is on the disk, leaves the memory. */
    void drop(int descriptor, long from, long length) {
        advise(descriptor, from, length, DO_NOT_NEED);
    }

    private void advise(int descriptor, long from, long length, int advice) {
        if (libC == null) {
            return;
        }
        try {
            libC.posix_fadvise(descriptor, from, length, advice);
        } catch (LinkageError e) {
            libC = null;
        }
    }
}
