// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import java.util.List;
import java.util.Map;

/**
 * A finished run of a benchmark, as it is kept in a file.
 *
 * @param schema      which version of this form it has.
 * @param command     the command line that made it.
 * @param startedAt   when, in UTC as ISO 8601 has it.
 * @param environment on what, see {@link Environment}.
 * @param settings    how, by the names of the settings.
 * @param measured    what was measured.
 * @param latencies   how long single things took.
 * @param rows        what was reached of what was to be reached.
 */
public record Run(
        int schema,
        String command,
        String startedAt,
        Map<String, String> environment,
        Map<String, String> settings,
        List<Measured> measured,
        List<Latency> latencies,
        List<Row> rows) {
    /** The version that is written. */
    static final int SCHEMA = 1;
}
