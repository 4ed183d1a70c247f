// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work that some threads share. */
final class Turns {
    /** What one of the threads does, from 0. */
    interface Turn {
        void take(int thread) throws Exception;
    }

    private Turns() {}

    /** Returns when all have done their part. */
    static void take(int threads, Turn turn) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> turns = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                turns.add(executor.submit(() -> {
                    turn.take(thread);
                    return null;
                }));
            }
            for (Future<?> one : turns) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            executor.shutdownNow();
        }
    }
}
