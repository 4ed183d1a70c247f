// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

/** When a batch counts as journalled, so that its answers may be sent. */
public enum Durability {
    /**
     * When it is in the pages of the journal's file: it survives the process dying at any instant. The file is synced in the
     * background, so when the machine goes down what came since the last sync may be gone.
     */
    WRITTEN(1),
    /** When it has been synced to the disk, one sync for the whole batch: it survives the machine losing power. */
    SYNCED(2);

    private final int code;

    Durability(int code) {
        this.code = code;
    }

    /** How it is written down. */
    int code() {
        return code;
    }

    /** The one that was written down; null if none was. */
    static Durability of(int code) {
        for (Durability durability : values()) {
            if (durability.code == code) {
                return durability;
            }
        }
        return null;
    }
}
