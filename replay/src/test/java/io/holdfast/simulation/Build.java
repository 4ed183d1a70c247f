// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a failure happened with: the revision that is checked out, if this is a working copy, and the Java. */
final class Build {
    static final String TEXT = "revision " + revision() + ", Java " + Runtime.version();

    private static final String REFERENCE = "ref: ";

    private Build() {}

    private static String revision() {
        for (Path path = Path.of("").toAbsolutePath(); path != null; path = path.getParent()) {
            Path git = path.resolve(".git");
            if (Files.isDirectory(git)) {
                return revision(git);
            }
        }
        return "unknown";
    }

    private static String revision(Path git) {
        try {
            String head = Files.readString(git.resolve("HEAD")).strip();
            if (!head.startsWith(REFERENCE)) {
                return head;
            }
            String name = head.substring(REFERENCE.length());
            Path loose = git.resolve(name);
            return Files.exists(loose) ? Files.readString(loose).strip() : packed(git, name);
        } catch (IOException e) {
            return "unknown (" + e.getMessage() + ")";
        }
    }

    private static String packed(Path git, String name) throws IOException {
        return Files.readAllLines(git.resolve("packed-refs")).stream()
                .filter(line -> line.endsWith(" " + name))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .findFirst()
                .orElse("unknown");
    }
}
