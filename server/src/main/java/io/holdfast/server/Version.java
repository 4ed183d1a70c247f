// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

/** The version of this build. */
public final class Version {
    /** As in the jar's manifest; {@code development} where the classes do not come from the jar. */
    public static final String TEXT = text();

    private Version() {}

    private static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
