// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.counters;

/**
 * What a server counts. The type ids are in the range that Aeron leaves to others, and are never given another meaning, because
 * others read them too.
 */
enum CounterKind {
    SESSIONS(7100, "sessions open"),
    OVERLOADS(7101, "refused at ingress: OVERLOADED"),
    READ_ONLY_REFUSALS(7102, "refused at ingress: READ_ONLY"),
    OTHER_REFUSALS(7103, "refused at ingress: other reasons"),
    MOST_UNDER_WAY(7104, "under way at once, most so far"),

    ACCEPTED(7110, "commands accepted"),
    REFUSED(7111, "commands refused"),
    REPEATED(7112, "commands repeated, answered as before"),
    TICKS(7113, "ticks"),
    QUERIES(7114, "queries"),
    DECIDED_SEQUENCE(7115, "last sequence decided"),
    /** Of each {@link io.holdfast.engine.Bounded}. */
    REMEMBERED(7116, "%s remembered"),
    /** Of each {@link io.holdfast.engine.Bounded}. */
    BOUND(7117, "%s remembered at most"),

    RECORDS(7120, "records journalled"),
    BYTES(7121, "bytes journalled"),
    DOCUMENTS(7122, "documents journalled, a batch each"),
    JOURNALLED_SEQUENCE(7123, "last sequence journalled"),
    SYNCS(7124, "syncs of the journal"),
    LONGEST_SYNC(7125, "longest sync of the journal, ns"),
    SYNCED_SEQUENCE(7126, "last sequence synced"),

    DROPPED_ANSWERS(7130, "answers dropped, their clients too slow"),

    SNAPSHOTS(7140, "snapshots written"),
    FAILED_SNAPSHOTS(7141, "snapshots failed"),

    /** Of each thread of the pipeline. */
    LONGEST_DUTY_CYCLE(7150, "longest duty cycle of %s, ns"),
    /** Of each thread of the pipeline. */
    LONG_DUTY_CYCLES(7151, "duty cycles of %s over 1 ms");

    private static final int FIRST_TYPE_ID = 7100;
    private static final int LAST_TYPE_ID = 7199;

    private final int typeId;
    private final String text;

    CounterKind(int typeId, String text) {
        this.typeId = typeId;
        this.text = text;
    }

    /** Whether a counter is a server's, of this version or another. */
    static boolean isOurs(int typeId) {
        return typeId >= FIRST_TYPE_ID && typeId <= LAST_TYPE_ID;
    }

    int typeId() {
        return typeId;
    }

    /** What it counts, for people. */
    String text(String of) {
        return String.format(text, of);
    }
}
