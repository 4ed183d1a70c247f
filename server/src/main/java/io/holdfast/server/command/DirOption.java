// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which data directory to read. */
final class DirOption {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            required = true,
            description = "The data directory. It is not changed, and a server may be writing to it:"
                    + " then it is read as far as it goes for now.")
    private Path path;

    Path path() {
        return path;
    }
}
