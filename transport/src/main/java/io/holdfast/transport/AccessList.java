// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Who may open a session, and what they may do then. A list is text, a line each:
 *
 * <pre>
 *   # name   SHA-256 of the credentials, hexadecimal                                    permissions
 *   shop     2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b           orders,query
 * </pre>
 *
 * <p>Credentials are meant to be long random keys: a fast hash is no protection for a password.
 */
public final class AccessList {
    /** Longer credentials are not looked at. */
    public static final int MAX_CREDENTIALS_LENGTH = 1024;

    private static final int FIELDS = 3;
    private static final int HASH_LENGTH = 32;

    private final Map<String, Principal> byCredentialsHash;

    private AccessList(Map<String, Principal> byCredentialsHash) {
        this.byCredentialsHash = byCredentialsHash;
    }

    /** No list: whoever reaches the channel may do everything. */
    public static AccessList everybody() {
        return new AccessList(null);
    }

    /**
     * Reads a list.
     *
     * @throws IllegalArgumentException if a line is not as it must be; the message says which.
     */
    public static AccessList of(List<String> lines) {
        Map<String, Principal> principals = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && line.charAt(0) != '#') {
                try {
                    add(principals, line);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("line " + (i + 1)
                            + " of the access list is not NAME SHA256 PERMISSION[,PERMISSION...] with permissions of "
                            + List.of(Permission.values()) + " in small letters: " + e.getMessage());
                }
            }
        }
        return new AccessList(principals);
    }

    private static void add(Map<String, Principal> principals, String line) {
        String[] fields = line.split("\\s+", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException(fields.length + " fields");
        }
        byte[] hash = HexFormat.of().parseHex(fields[1]);
        if (hash.length != HASH_LENGTH) {
            throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits, not " + fields[1].length());
        }
        EnumSet<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (String name : fields[2].split(",", -1)) {
            permissions.add(Permission.of(name));
        }
        if (principals.put(HexFormat.of().formatHex(hash), new Principal(fields[0], permissions)) != null) {
            throw new IllegalArgumentException("these credentials stand there twice");
        }
    }

    /** Whose credentials these are; null if nobody's. */
    Principal authenticate(byte[] credentials) {
        return byCredentialsHash == null ? Principal.ANYBODY : byCredentialsHash.get(hash(credentials));
    }

    private static String hash(byte[] credentials) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(credentials));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
