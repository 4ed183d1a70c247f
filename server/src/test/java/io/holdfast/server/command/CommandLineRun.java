// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Test fixture: the command, run as a user would, in a process of its own.
 *
 * @param exitCode what it ended with.
 * @param out      its stdout.
 * @param err      its stderr.
 */
record CommandLineRun(int exitCode, String out, String err) {

    static CommandLineRun of(Object... args) throws IOException, InterruptedException {
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
}
