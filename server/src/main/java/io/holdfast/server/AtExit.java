// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

/** What is to be done should this process end before its time; {@link #close()} when that is over. */
public final class AtExit implements AutoCloseable {
    private final Thread hook;

    private AtExit(Thread hook) {
        this.hook = hook;
    }

    /**
     * Does it when the process ends in any way that runs shutdown hooks; at once if it is ending already.
     *
     * @param action on a thread of its own, beside what else is to be done at the end.
     */
    public static AtExit run(Runnable action) {
        Thread hook = new Thread(action);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            hook.start();
        }
        return new AtExit(hook);
    }

    /** Leaves it be; if the process is ending already it is done all the same. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and it is being done.
        }
    }
}
