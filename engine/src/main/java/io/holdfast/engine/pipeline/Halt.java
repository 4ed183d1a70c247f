// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The fail-stop. Once anything has thrown, no stage goes on and nothing more is answered, whatever thread it runs on.
 *
 * <p>It must be set before the exception leaves the ring's poller, because the poller then publishes the events before
 * the failing one; the next stage sees the halt no later than these.
 */
public final class Halt {
    /**
     * Why everything stopped.
     *
     * @param stage who threw.
     * @param cause what was thrown.
     */
    public record Reason(String stage, Throwable cause) {}

    private final AtomicReference<Reason> reason = new AtomicReference<>();
    private final Runnable onHalt;

    /**
     * @param onHalt called once, by the thread that failed.
     */
    public Halt(Runnable onHalt) {
        this.onHalt = onHalt;
    }

    /** Stops everything; the first reason stays. */
    public void because(String stage, Throwable cause) {
        if (reason.compareAndSet(null, new Reason(stage, cause))) {
            onHalt.run();
        }
    }

    public boolean isHalted() {
        return reason.get() != null;
    }

    /** Why, or null while all is well. */
    public Reason reason() {
        return reason.get();
    }
}
