// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.server.command.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that a run is kept in. */
public final class RunFile {
    static final String NAME = "run.json";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RunFile() {}

    /**
     * Reads it.
     *
     * @param path the file, or the directory that it is in.
     * @throws UsageException if it is none.
     */
    public static Run read(Path path) throws IOException {
        Path file = Files.isDirectory(path) ? path.resolve(NAME) : path;
        try {
            Run run = MAPPER.treeToValue(MAPPER.readTree(Files.readString(file)), Run.class);
            check(run, file);
            return run;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new UsageException(file + " is not a run of holdfast bench: " + firstLine(e), e);
        }
    }

    private static void check(Run run, Path file) {
        boolean isWhole = run != null
                && run.environment() != null
                && run.settings() != null
                && run.measured() != null
                && run.latencies() != null
                && run.rows() != null;
        if (!isWhole || run.schema() != Run.SCHEMA) {
            throw new UsageException(file + " is not a run of holdfast bench, or of another version of it");
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
