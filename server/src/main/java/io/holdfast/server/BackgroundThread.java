// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import jnr.ffi.LibraryLoader;

/**
 * Makes threads for what has time: where there are fewer CPUs than threads, those that answer go before them. It is advice; a system that
 * does not take it shares its CPUs evenly.
 */
final class BackgroundThread {
    /** A tenth of what an ordinary thread gets while both want the CPU. It goes from -20 to 19. */
    private static final int NICE = 10;

    /** Linux's {@code PRIO_PROCESS}, which there means a thread. */
    private static final int A_THREAD = 0;

    private static final int THIS_ONE = 0;

    private BackgroundThread() {}

    /** What there is of it in the C library. */
    public interface LibC {
        int setpriority(int which, int who, int nice);
    }

    static Thread of(Runnable task) {
        return new Thread(() -> {
            giveWay();
            task.run();
        });
    }

    private static void giveWay() {
        if (!System.getProperty("os.name").equals("Linux")) {
            // Elsewhere this would be about the whole process.
            return;
        }
        try {
            LibraryLoader.create(LibC.class).load("c").setpriority(A_THREAD, THIS_ONE, NICE);
        } catch (LinkageError e) {
            // Then it is not taken.
        }
    }
}
