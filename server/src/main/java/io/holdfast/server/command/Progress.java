// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.server.ServerProcess;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
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
        int width = terminalWidth();
        Line line = new Line(width);
        return new Progress(
                line,
                width == 0
                        ? null
                        : new ProgressBarBuilder()
                                .setTaskName(label)
                                .setInitialMax(total)
                                .setUpdateIntervalMillis(UPDATE_INTERVAL_MS)
                                .setStyle(ProgressBarStyle.ASCII)
                                .setConsumer(line)
                                .build());
    }

    /** In columns; 0 if stderr is no terminal. The launcher says so, because Java 17 cannot tell. */
    private static int terminalWidth() {
        try {
            return Integer.parseInt(System.getenv().getOrDefault(ServerProcess.TERMINAL, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
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

    /** The line of the terminal that the bar stands in. The library's own asks JLine how wide it is, which takes SIGINT from us. */
    private static final class Line implements ProgressBarConsumer {
        private final int width;
        private boolean isDrawn;

        Line(int width) {
            this.width = width;
        }

        @Override
        public int getMaxRenderedLength() {
            return width - 1;
        }

        @Override
        public synchronized void accept(String text) {
            System.err.print("\r" + text);
            System.err.flush();
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

        @Override
        public void close() {
            System.err.println();
            System.err.flush();
        }
    }
}
