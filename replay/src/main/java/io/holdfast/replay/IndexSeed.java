// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import java.security.SecureRandom;

/** What the indexes of a new engine are hashed with, where it may come to serve clients, or a snapshot of it may. */
public final class IndexSeed {
    private IndexSeed() {}

    /** A number that nobody can foresee. */
    public static long draw() {
        return new SecureRandom().nextLong();
    }
}
