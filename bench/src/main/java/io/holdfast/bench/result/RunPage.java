// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import io.holdfast.server.command.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * A run as one HTML page that needs nothing else. The run is in it as JSON, which a script of the page draws; without scripts there
 * is what a terminal would show.
 */
final class RunPage {
    static final String NAME = "index.html";

    private static final int TICKS_PER_HALF_DISTANCE = 10;
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private final Run run;
    private final Map<String, Histogram> latenciesNs;

    RunPage(Run run, Map<String, Histogram> latenciesNs) {
        this.run = run;
        this.latenciesNs = latenciesNs;
    }

    String text() throws IOException {
        Map<String, String> contents = Map.of(
                "title", escaped(run.command()),
                "style", resource("page.css"),
                "text", escaped(plainText()),
                "data", data(),
                "script", resource("page.js"));
        // Once over the template alone: what is put in may well look like a place.
        return PLACE.matcher(resource("page.html"))
                .replaceAll(place -> Matcher.quoteReplacement(contents.get(place.group(1))));
    }

    /** The run, and of each latency the points of its curve: percentiles and microseconds. */
    private String data() {
        Map<String, List<double[]>> curves = new LinkedHashMap<>();
        latenciesNs.forEach((name, latencyNs) -> curves.put(name, curve(latencyNs)));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("run", run);
        data.put("curves", curves);
        // In JSON this stands in texts only, and nothing else can end a script or begin a comment.
        return Json.text(data).replace("<", "\\u003c");
    }

    private static List<double[]> curve(Histogram latencyNs) {
        List<double[]> points = new ArrayList<>();
        latencyNs
                .percentiles(TICKS_PER_HALF_DISTANCE)
                .forEach(point -> points.add(new double[] {
                    point.getPercentileLevelIteratedTo(), point.getValueIteratedTo() / Numbers.NS_PER_US
                }));
        return points;
    }

    private String plainText() {
        Table facts = new Table("made by", run.command());
        facts.add("at", run.startedAt());
        run.settings().forEach(facts::add);
        run.environment().forEach(facts::add);
        return new RunText(run).text() + "\n" + facts.text();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = RunPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
