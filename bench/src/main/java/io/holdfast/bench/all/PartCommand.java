// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.all;

import io.holdfast.bench.result.Run;
import io.holdfast.bench.result.RunFile;
import io.holdfast.server.AtExit;
import io.holdfast.server.ServerProcess;
import io.holdfast.server.command.ExitCode;
import io.holdfast.server.command.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command of the bench, in a process of its own, so that what one leaves behind in its JVM does not weigh on the next.
 *
 * @param words    behind {@code holdfast bench}.
 * @param jvmFlags for the process.
 */
record PartCommand(List<String> words, List<String> jvmFlags) {
    private static final long STOP_S = 30;

    /** As one would type it. */
    String text() {
        String options = jvmFlags.isEmpty() ? "" : "HOLDFAST_JAVA_OPTS=" + String.join(" ", jvmFlags) + " ";
        return options + "./holdfast bench " + String.join(" ", words);
    }

    /**
     * Returns what was measured. What the process says on stderr goes to ours.
     *
     * @param directory where the run is kept.
     * @param limitS    the process is ended if it takes longer.
     * @throws UsageException if the process fails.
     */
    Run run(Path directory, long limitS) throws IOException {
        List<String> line = new ArrayList<>(ServerProcess.commandLine("io.holdfast.bench.Bench", jvmFlags));
        line.add("bench");
        line.addAll(words);
        line.addAll(List.of("--out", directory.toString()));
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        // No bars: there are lines of ours above and below.
        builder.environment().remove(ServerProcess.TERMINAL);
        int exitCode = await(builder.start(), limitS);
        if (exitCode == ExitCode.CHECK_FAILED) {
            throw new UsageException("A CHECK FAILED, as told above, so its figures are void");
        }
        if (exitCode != ExitCode.OK) {
            throw new UsageException("it ended with exit code " + exitCode);
        }
        return RunFile.read(directory);
    }

    private static int await(Process process, long limitS) {
        Runnable end = () -> {
            process.destroy();
            process.onExit().join();
        };
        AtExit killer = AtExit.run(end);
        try {
            if (!process.waitFor(limitS, TimeUnit.SECONDS)) {
                process.destroy();
                if (!process.waitFor(STOP_S, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
                throw new UsageException("it did not end within " + limitS + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new UsageException("interrupted", e);
        } finally {
            killer.close();
        }
    }
}
