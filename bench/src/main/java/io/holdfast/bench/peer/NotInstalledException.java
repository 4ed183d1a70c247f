// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.peer;

/** A system that is not on this machine; the message says how to get it. */
public final class NotInstalledException extends Exception {
    private static final long serialVersionUID = 1L;

    NotInstalledException(String program, String aptPackage) {
        super(program + " is not installed (apt-get install " + aptPackage + ")");
    }
}
