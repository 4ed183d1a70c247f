// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Test fixture: the command, run as a user would, in this process, or in one of its own.
 *
 * @param exitCode what it ended with.
 * @param out      its stdout.
 * @param err      its stderr.
 */
record CommandLineRun(int exitCode, String out, String err) {

    static CommandLineRun of(Object... args) {
        PrintStream stdout = System.out;
        PrintStream stderr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int exitCode = Holdfast.run(
                    List.of(), Stream.of(args).map(Object::toString).toArray(String[]::new));
            return new CommandLineRun(
                    exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(stdout);
            System.setErr(stderr);
        }
    }

    /** The command in a process of its own. */
    static CommandLineRun process(Object... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Holdfast.class.getName()));
        for (Object arg : args) {
            command.add(arg.toString());
        }
        Path err = Files.createTempFile("holdfast", ".err");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        String errText = Files.readString(err);
        Files.delete(err);
        return new CommandLineRun(exitCode, out, errText);
    }

    /** The command with {@code --dir} behind its other arguments. */
    static CommandLineRun on(Path dir, Object... args) {
        List<Object> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--dir", dir));
        return of(all.toArray());
    }

    /** It must have ended with this code, no result, and one line that has this part. */
    void expectFailure(int expectedExitCode, String part) {
        assertEquals(expectedExitCode, exitCode, err);
        assertEquals("", out);
        assertEquals(1, err.lines().count(), err);
        assertTrue(err.contains(part), err);
    }
}
