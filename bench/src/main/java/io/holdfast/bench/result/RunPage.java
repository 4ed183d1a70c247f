// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import io.holdfast.server.command.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run as one HTML page that needs nothing else. The run is in it as JSON, which a script of the page draws; without scripts there
 * is what a terminal would show.
 */
final class RunPage {
    static final String NAME = "index.html";

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private final Run run;
    private final Map<String, List<double[]>> curves;

    /** @param curves by the names of the latencies, see {@link Curve}. */
    RunPage(Run run, Map<String, List<double[]>> curves) {
        this.run = run;
        this.curves = curves;
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
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("run", run);
        data.put("curves", curves);
        // In JSON this stands in texts only, and nothing else can end a script or begin a comment.
        return Json.text(data).replace("<", "\\u003c");
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
