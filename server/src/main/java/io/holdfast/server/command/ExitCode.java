// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

/** What the command's exit code tells. */
public final class ExitCode {
    public static final int OK = 0;
    /** A check was made and failed. */
    public static final int CHECK_FAILED = 1;
    /** What was asked for cannot be done like that: an option, a file, a directory, a setting. */
    public static final int USAGE = 2;
    /** No session with a server. */
    public static final int CANNOT_CONNECT = 3;
    /** Data is not as it was written. */
    public static final int DAMAGED = 4;
    /** The engine stopped itself: a bug or a broken disk. */
    public static final int HALTED = 5;

    private ExitCode() {}
}
