// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.peer;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds and starts what others have installed. */
final class Programs {
    private Programs() {}

    /** Where a program is; null if it is not in the path, nor in any of these directories. */
    static Path find(String name, List<Path> directories) {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                .map(Path::of),
                        directories.stream())
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** A port on the loopback interface that nobody listens on now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * A command line that is interrupted when the thread that starts it is gone, also if this process is killed.
     *
     * @param user as whom to run it; null for the user of this process.
     */
    static List<String> bound(String user, List<String> command) {
        Path setpriv = find("setpriv", List.of());
        if (setpriv == null) {
            return command;
        }
        List<String> bound = new ArrayList<>(List.of(setpriv.toString(), "--pdeathsig", "INT"));
        if (user != null) {
            bound.addAll(List.of("--reuid", user, "--regid", user, "--init-groups"));
        }
        bound.addAll(command);
        return bound;
    }
}
