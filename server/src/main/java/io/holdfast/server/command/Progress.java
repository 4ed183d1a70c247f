// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on stderr; silent where stderr is no terminal. */
public final class Progress implements AutoCloseable {
    private static final int UPDATE_INTERVAL_MS = 200;
    private static final String CLEAR_LINE = "\r\033[K";

    private final Line line;
    private final ProgressBar bar;

    private Progress(Line line, ProgressBar bar) {
        this.line = line;
        this.bar = bar;
    }

    /** Begins. */
    public static Progress start(String label, long total) {
        // The launcher says so, because Java 17 cannot tell.
        boolean isTerminal = "1".equals(System.getenv("HOLDFAST_TERMINAL"));
        Line line = new Line();
        return new Progress(
                line,
                isTerminal
                        ? new ProgressBarBuilder()
                                .setTaskName(label)
                                .setInitialMax(total)
                                .setUpdateIntervalMillis(UPDATE_INTERVAL_MS)
                                .setStyle(ProgressBarStyle.ASCII)
                                .setConsumer(line)
                                .build()
                        : null);
    }

    /** Says how far it is. */
    public void reach(long count) {
        if (bar != null) {
            bar.stepTo(count);
        }
    }

    /** Prints a result meanwhile; the bar makes way for it. */
    void printMeanwhile(Runnable print) {
        synchronized (line) {
            line.clear();
            print.run();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    /** The line of the terminal that the bar stands in. */
    private static final class Line extends ConsoleProgressBarConsumer {
        private boolean isDrawn;

        Line() {
            super(System.err);
        }

        @Override
        public synchronized void accept(String text) {
            super.accept(text);
            isDrawn = true;
        }

        @Override
        public synchronized void clear() {
            if (isDrawn) {
                System.err.print(CLEAR_LINE);
                System.err.flush();
                isDrawn = false;
            }
        }
    }
}
