// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Tells one run of the machine from another, as Linux does in {@code /proc/sys/kernel/random/boot_id}. */
final class Boot {
    static final long UNKNOWN = 0;

    private static final Path FILE = Path.of("/proc/sys/kernel/random/boot_id");
    private static final long ID = read();

    private Boot() {}

    /** Of this run; {@link #UNKNOWN} where the system does not tell. */
    static long id() {
        return ID;
    }

    private static long read() {
        try {
            UUID id = UUID.fromString(Files.readString(FILE).strip());
            return id.getMostSignificantBits() ^ id.getLeastSignificantBits();
        } catch (IOException | IllegalArgumentException e) {
            return UNKNOWN; // not a Linux; then the machine may always have gone down
        }
    }
}
