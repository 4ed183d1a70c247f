// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import jnr.ffi.LibraryLoader;

/**
 * Makes threads for what may be late: where there are fewer CPUs than threads, those that answer go before them. It is advice; a system that
 * does not take it shares its CPUs evenly.
 */
final class BackgroundThread {
    /** A tenth of what the process's other threads get while both want the CPU. */
    private static final int NICE = 10;

    private BackgroundThread() {}

    /** What there is of it in the C library. */
    public interface LibC {
        int nice(int increment);
    }

    static Thread of(Runnable task) {
        return new Thread(() -> {
            giveWay();
            task.run();
        });
    }

    private static void giveWay() {
        if (!System.getProperty("os.name").equals("Linux")) {
            // Elsewhere it would be about the whole process.
            return;
        }
        try {
            LibraryLoader.create(LibC.class).load("c").nice(NICE);
        } catch (LinkageError e) {
            // Then it is not taken.
        }
    }
}
