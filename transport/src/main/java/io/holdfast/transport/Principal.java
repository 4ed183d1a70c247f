// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport;

import java.util.EnumSet;
import java.util.Set;

/**
 * Whom a session speaks for, and what that one may do.
 *
 * @param name        for people.
 * @param permissions all that is allowed.
 */
public record Principal(String name, Set<Permission> permissions) {
    /** Everybody, where the server has no access list. */
    static final Principal ANYBODY = new Principal("anybody", EnumSet.allOf(Permission.class));

    /** Whether a message of a template may be sent. */
    boolean may(int templateId) {
        Permission needed = Permission.neededFor(templateId);
        return needed != null && permissions.contains(needed);
    }
}
