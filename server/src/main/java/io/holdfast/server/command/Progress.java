// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on stderr; silent where stderr is no terminal. */
final class Progress implements AutoCloseable {
    private static final int UPDATE_INTERVAL_MS = 200;

    private final ProgressBar bar;

    private Progress(ProgressBar bar) {
        this.bar = bar;
    }

    /** Begins. */
    static Progress start(String label, long total) {
        // The launcher says so, because Java 17 cannot tell.
        boolean isTerminal = "1".equals(System.getenv("HOLDFAST_TERMINAL"));
        return new Progress(
                isTerminal
                        ? new ProgressBarBuilder()
                                .setTaskName(label)
                                .setInitialMax(total)
                                .setUpdateIntervalMillis(UPDATE_INTERVAL_MS)
                                .setStyle(ProgressBarStyle.ASCII)
                                .build()
                        : null);
    }

    /** Says how far it is. */
    void reach(long count) {
        if (bar != null) {
            bar.stepTo(count);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
