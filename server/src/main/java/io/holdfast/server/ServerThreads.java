// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import io.holdfast.engine.pipeline.Halt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/** The threads of a server, each with its agent. What an agent throws halts everything. */
final class ServerThreads implements AutoCloseable {
    /** A sync may be under way, and is not interrupted: that would close the file. */
    private static final int STOP_TIMEOUT_MS = 60_000;

    private final Halt halt;
    private final List<AgentRunner> runners = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    ServerThreads(Halt halt) {
        this.halt = halt;
    }

    /** Runs an agent that is busy, or waits by its strategy. */
    void run(Agent agent, IdleStrategy idle, ThreadFactory threadFactory) {
        AgentRunner runner = new AgentRunner(idle, e -> halt.because(agent.roleName(), e), null, agent);
        runners.add(runner);
        AgentRunner.startOnThread(runner, task -> {
            Thread thread = threadFactory.newThread(task);
            threads.add(thread);
            return thread;
        });
    }

    /** Runs an agent that looks at intervals whether there is something to do. */
    void runAtIntervals(Agent agent, long intervalMs) {
        run(agent, new SleepingMillisIdleStrategy(intervalMs), Thread::new);
    }

    /** The same for an agent that may be late now and then, and nothing is lost but time. */
    void runInBackground(Agent agent, long intervalMs) {
        run(agent, new SleepingMillisIdleStrategy(intervalMs), BackgroundThread::of);
    }

    /**
     * Returns when they have ended.
     *
     * @throws IllegalStateException if one does not end, each time: nothing that it uses may be closed.
     */
    @Override
    public void close() {
        runners.forEach(runner -> runner.close(STOP_TIMEOUT_MS, ServerThreads::refuseToGoOnWith));
        threads.forEach(ServerThreads::expectEnd);
    }

    /** A runner does not wait for a thread that has not begun yet: that one ends when it does. */
    private static void expectEnd(Thread thread) {
        try {
            thread.join(STOP_TIMEOUT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            refuseToGoOnWith(thread);
        }
    }

    private static void refuseToGoOnWith(Thread thread) {
        throw new IllegalStateException("thread " + thread.getName() + " does not end");
    }
}
