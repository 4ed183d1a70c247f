// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/** The points of a distribution of latencies, each a percentile and microseconds, and the file that has them. */
final class Curve {
    private static final int TICKS_PER_HALF_DISTANCE = 10;
    private static final int TICKS_PER_HALF_DISTANCE_IN_FILE = 5;
    private static final double PERCENT = 100;
    /** Microseconds, the percentile as a part of one, and how many there are up to it. */
    private static final Pattern POINT = Pattern.compile("\\s*([\\d.]+)\\s+([\\d.]+)\\s+\\d+(\\s.*)?");

    private Curve() {}

    static List<double[]> of(Histogram latencyNs) {
        List<double[]> points = new ArrayList<>();
        latencyNs
                .percentiles(TICKS_PER_HALF_DISTANCE)
                .forEach(point -> points.add(new double[] {
                    point.getPercentileLevelIteratedTo(), point.getValueIteratedTo() / Numbers.NS_PER_US
                }));
        return points;
    }

    static void write(Path hgrm, Histogram latencyNs) throws IOException {
        try (PrintStream out = new PrintStream(Files.newOutputStream(hgrm), false, StandardCharsets.UTF_8)) {
            latencyNs.outputPercentileDistribution(out, TICKS_PER_HALF_DISTANCE_IN_FILE, Numbers.NS_PER_US);
            if (out.checkError()) {
                throw new IOException(hgrm + " could not be written");
            }
        }
    }

    static List<double[]> read(Path hgrm) throws IOException {
        List<double[]> points = new ArrayList<>();
        for (String line : Files.readAllLines(hgrm)) {
            Matcher point = POINT.matcher(line);
            if (point.matches()) {
                points.add(
                        new double[] {PERCENT * Double.parseDouble(point.group(2)), Double.parseDouble(point.group(1))
                        });
            }
        }
        return points;
    }
}
