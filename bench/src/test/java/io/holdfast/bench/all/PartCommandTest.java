// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.bench.result.Run;
import io.holdfast.server.command.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartCommandTest {
    private static final long LIMIT_S = 60;

    @TempDir
    private Path directory;

    @Test
    void shouldMeasureInAProcessOfItsOwn() throws IOException {
        PartCommand command = command("floor --only mapped-reused --seconds 0.01 --repeats 2", "-Dof.the.part=yes");
        Run run = command.run(directory.resolve("floor"), LIMIT_S);
        assertEquals(2, run.measured().get(0).values().size());
        assertTrue(run.environment().get("jvmFlags").contains("-Dof.the.part=yes"), run::toString);
    }

    @Test
    void shouldSayThatAPartHasFailed() {
        PartCommand command = command("floor --seconds 0");
        UsageException failure = assertThrows(UsageException.class, () -> command.run(directory, LIMIT_S));
        assertEquals("it ended with exit code 2", failure.getMessage());
    }

    @Test
    void shouldEndAPartThatDoesNotEnd() {
        PartCommand command = command("floor --only mapped-reused --seconds 100");
        UsageException failure = assertThrows(UsageException.class, () -> command.run(directory, 0));
        assertEquals("it did not end within 0 s", failure.getMessage());
    }

    @Test
    void shouldTellACommandAsOneWouldTypeIt() {
        assertEquals(
                "HOLDFAST_JAVA_OPTS=-Xmx12g ./holdfast bench recovery",
                command("recovery", "-Xmx12g").text());
        assertEquals("./holdfast bench floor", command("floor").text());
    }

    private static PartCommand command(String words, String... jvmFlags) {
        return new PartCommand(List.of(words.split(" ")), List.of(jvmFlags));
    }
}
