// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.bench.result.Measured.Better;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RunPageTest {
    private static final String HOSTILE = "</script></noscript><!--<script>alert('1 & 2')</script> {{script}} $1 \\";
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    @Test
    void shouldTakeNamesForTextsWhateverIsInThem() throws IOException {
        Results results = new Results();
        results.add(new Measured(HOSTILE, HOSTILE, Better.LOWER, List.of(1.0)));
        results.addLatency(HOSTILE, MadeUpRun.latencies(1_000));
        Run run = MadeUpRun.run(results, Map.of("cpu", HOSTILE));
        String page = new RunPage(run, curves(results)).text();
        assertEquals(2, count(page, "<script"));
        assertEquals(2, count(page, "</script"));
        assertEquals(1, count(page, "</noscript"));
        assertEquals(0, count(page, "<!--"));
        assertTrue(page.contains("&lt;script&gt;alert('1 &amp; 2')&lt;/script&gt; {{script}} $1 \\"), page);
        assertEquals(run, run(page));
    }

    @Test
    void shouldHaveTheCurvesUpToTheGreatestValue() throws IOException {
        Results results = MadeUpRun.results();
        JsonNode curve = data(page(results)).at("/curves/round trip");
        JsonNode end = curve.get(curve.size() - 1);
        assertEquals(100, end.get(0).asDouble());
        assertEquals(
                results.latenciesNs().get("round trip").getMaxValue() / 1e3,
                end.get(1).asDouble());
    }

    @Test
    void shouldNeedNothingElse() throws IOException {
        String page = page(MadeUpRun.results());
        assertFalse(
                Pattern.compile("\\ssrc=|<link|@import|url\\(").matcher(page).find(), page);
        assertTrue(page.contains("default-src 'none'"), page);
    }

    @Test
    void shouldTellTheNumbersWithoutScripts() throws IOException {
        String page = page(MadeUpRun.results());
        String plain = page.substring(page.indexOf("<noscript>"), page.indexOf("</noscript>"));
        assertTrue(plain.contains("5,000,000"), plain);
        assertTrue(plain.contains(MadeUpRun.COMMAND), plain);
    }

    private static String page(Results results) throws IOException {
        return new RunPage(MadeUpRun.run(results, Map.of()), curves(results)).text();
    }

    private static Map<String, List<double[]>> curves(Results results) {
        return results.latenciesNs().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, latency -> Curve.of(latency.getValue())));
    }

    private static Run run(String page) throws IOException {
        return new ObjectMapper().treeToValue(data(page).get("run"), Run.class);
    }

    private static JsonNode data(String page) throws IOException {
        Matcher matcher = DATA.matcher(page);
        assertTrue(matcher.find(), page);
        return new ObjectMapper().readTree(matcher.group(1));
    }

    private static long count(String text, String part) {
        return Pattern.compile(part, Pattern.LITERAL).matcher(text).results().count();
    }
}
