// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.bench.result.Measured;
import io.holdfast.bench.result.Run;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RecoveryCommandTest {
    private final StringWriter out = new StringWriter();

    @Test
    void shouldMeasureEachWayToStart() throws IOException {
        assertEquals(0, run("--records", "25000", "--open-orders", "1000", "--repeats", "1", "--json"));
        List<Measured> measured =
                new ObjectMapper().readValue(out.toString(), Run.class).measured();
        assertEquals(
                List.of(
                        "replay",
                        "recovery by replay",
                        "writing a snapshot",
                        "recovery from a snapshot",
                        "writing a snapshot of open orders",
                        "recovery from a snapshot of open orders"),
                measured.stream().map(Measured::name).toList());
        for (Measured one : measured) {
            assertEquals(1, one.values().size(), one::toString);
            assertTrue(one.least() > 0, one::toString);
        }
    }

    @Test
    void shouldRefuseTooFew() {
        assertEquals(2, run("--records", "1"));
        assertEquals(2, run("--open-orders", "0"));
        assertEquals(2, run("--repeats", "0"));
    }

    private int run(String... args) {
        return new CommandLine(new RecoveryCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(args);
    }
}
