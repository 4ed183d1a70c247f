// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.floor;

import io.holdfast.server.Idle;
import java.util.concurrent.TimeUnit;

/**
 * How floors are measured.
 *
 * @param seconds    of each repeat, and of the warm-up before the first.
 * @param window     requests in flight where there is more than one.
 * @param serverIdle what an echo server does when there is nothing to do.
 * @param clientIdle what its client does then.
 */
public record FloorTerms(
        MessageSizes sizes, double seconds, int repeats, int window, Idle serverIdle, Idle clientIdle) {
    long durationNs() {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }
}
