// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** What a pipeline thread does when there is nothing to do. */
public enum Idle {
    /** Spins, yields, then sleeps up to a millisecond: shares its core with others. */
    BACKOFF {
        @Override
        public IdleStrategy strategy() {
            return new BackoffIdleStrategy(
                    BackoffIdleStrategy.DEFAULT_MAX_SPINS,
                    BackoffIdleStrategy.DEFAULT_MAX_YIELDS,
                    BackoffIdleStrategy.DEFAULT_MIN_PARK_PERIOD_NS,
                    MAX_PARK_NS);
        }
    },
    /** Yields: answers sooner, keeps a core busy. */
    YIELD {
        @Override
        public IdleStrategy strategy() {
            return new YieldingIdleStrategy();
        }
    },
    /** Spins: answers soonest, and needs a core of its own for each thread. */
    SPIN {
        @Override
        public IdleStrategy strategy() {
            return new BusySpinIdleStrategy();
        }
    };

    /** How late a tick may come where nobody asks for anything. */
    private static final long MAX_PARK_NS = TimeUnit.MILLISECONDS.toNanos(1);

    /** A new one, for one thread. */
    public abstract IdleStrategy strategy();
}
