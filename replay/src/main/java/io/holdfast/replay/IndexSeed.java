// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import java.security.SecureRandom;

/** The seed for the indexes of a new engine that will serve clients, or whose snapshots will be served from. */
public final class IndexSeed {
    private IndexSeed() {}

    /** A number that nobody can foresee. */
    public static long draw() {
        return new SecureRandom().nextLong();
    }
}
