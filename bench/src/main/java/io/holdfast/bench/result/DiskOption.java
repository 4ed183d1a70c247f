// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which disk is measured. */
public final class DiskOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private Path dir;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "${sys:java.io.tmpdir}",
            description = "Where files are written, and deleted again; on the disk that is to be measured."
                    + " Default: ${DEFAULT-VALUE}.")
    void setDir(Path dir) {
        if (!Files.isDirectory(dir)) {
            throw new ParameterException(spec.commandLine(), "--dir: " + dir + " is not a directory");
        }
        this.dir = dir;
    }

    /** A directory on it. */
    public Path dir() {
        return dir;
    }
}
