// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import io.holdfast.engine.pipeline.Layout;
import java.util.List;

/**
 * How a media driver in this process is laid out over threads.
 *
 * @param layout all on one thread; or one each to send, to receive, and to direct them, of which the last has little to do and is never
 *     busy.
 * @param idle   what the busy ones do when there is nothing to do.
 * @param cpus   of the one, or of those that send and receive; none if they may run anywhere.
 */
public record DriverThreads(Layout layout, Idle idle, List<Integer> cpus) {
    /** For a machine that has other things to do. */
    static final DriverThreads DEFAULT = new DriverThreads(Layout.SHARED, Idle.BACKOFF, List.of());

    /** The busy ones, as a user would call them. */
    List<String> names() {
        return switch (layout) {
            case SHARED -> List.of("media driver");
            case DEDICATED -> List.of("media driver's sender", "media driver's receiver");
        };
    }
}
