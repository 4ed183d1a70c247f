// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import java.util.List;

/**
 * Latencies that were measured under one name.
 *
 * @param name    what took so long.
 * @param hgrm    the name of the file that has the whole distribution, beside the run's own file.
 * @param all     of all repeats together.
 * @param repeats of each repeat, in the order in which they were measured; of one if they were counted together.
 */
public record Latency(String name, String hgrm, Percentiles all, List<Percentiles> repeats) {
    public Latency {
        repeats = List.copyOf(repeats);
    }
}
