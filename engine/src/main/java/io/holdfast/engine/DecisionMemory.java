// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.ResultCode;

/**
 * Commands of one kind with ids of their own, refused ones too, and what the outcome said, until they are forgotten in the
 * order in which they were decided.
 */
final class DecisionMemory {
    static final int ABSENT = Slab.ABSENT;
    /** How many values of an outcome are kept. */
    static final int VALUES = 3;

    private static final int FINGERPRINT = 0;
    private static final int DECIDED_SEQUENCE = 1;
    /** The code in the low half; in the high half a version, which is no part of the digest. */
    private static final int VERSION_AND_CODE = 2;

    private static final int FIRST_VALUE = 3;
    private static final int ID = FIRST_VALUE + VALUES;
    private static final int DECIDED_NS = ID + 1;
    /** The one decided next in the high half, next of the index's bucket in the low. */
    private static final int NEXT_AND_BUCKET = DECIDED_NS + 1;

    /** Of a record, in longs. */
    static final int WIDTH = NEXT_AND_BUCKET + 1;

    private final StateDigest digest;
    private final StateDigest.Kind kind;
    private final Slab slab = new Slab(WIDTH);
    private final KeyedHash hash;
    private final HashIndex index;
    private int oldest = ABSENT;
    private int newest = ABSENT;

    DecisionMemory(StateDigest digest, StateDigest.Kind kind, KeyedHash hash) {
        this.digest = digest;
        this.kind = kind;
        this.hash = hash;
        this.index = new HashIndex(slab, NEXT_AND_BUCKET, record -> hash.spread(slab.get(record, ID)));
    }

    void bound(int maxDecisions) {
        index.bound(maxDecisions);
    }

    /** See {@link Slab#growAhead()}. */
    void growAhead() {
        slab.growAhead();
    }

    void transfer(StateTransfer transfer) {
        slab.transfer(transfer);
        index.transfer(transfer);
        oldest = transfer.value(oldest);
        newest = transfer.value(newest);
    }

    boolean isFull() {
        return index.isFull();
    }

    int size() {
        return index.size();
    }

    /** The command's number, or {@link #ABSENT}. */
    int find(long id) {
        int record = index.first(hash.spread(id));
        while (record != ABSENT && slab.get(record, ID) != id) {
            record = index.next(record);
        }
        return record;
    }

    /** Remembers a command; returns its number. */
    int remember(
            long sequence,
            long timestampNs,
            long id,
            long fingerprint,
            ResultCode code,
            long value0,
            long value1,
            long value2) {
        int record = slab.take();
        slab.set(record, ID, id);
        slab.set(record, FINGERPRINT, fingerprint);
        slab.set(record, DECIDED_SEQUENCE, sequence);
        slab.set(record, DECIDED_NS, timestampNs);
        slab.low(record, VERSION_AND_CODE, code.value());
        slab.set(record, FIRST_VALUE, value0);
        slab.set(record, FIRST_VALUE + 1, value1);
        slab.set(record, FIRST_VALUE + 2, value2);
        index.insert(record);
        if (newest == ABSENT) {
            oldest = record;
        } else {
            slab.highLink(newest, NEXT_AND_BUCKET, record);
        }
        newest = record;
        addToDigest(record, 1);
        return record;
    }

    /** When the oldest command was decided, in nanoseconds since 1970; {@link Long#MAX_VALUE} if there is none. */
    long oldestNs() {
        return oldest == ABSENT ? Long.MAX_VALUE : slab.get(oldest, DECIDED_NS);
    }

    void forgetOldest() {
        int record = oldest;
        addToDigest(record, -1);
        oldest = slab.highLink(record, NEXT_AND_BUCKET);
        if (oldest == ABSENT) {
            newest = ABSENT;
        }
        index.remove(record);
        slab.free(record);
    }

    private void addToDigest(int record, long sign) {
        long entity = StateDigest.entity(kind, slab.get(record, ID));
        digest.add(entity, FINGERPRINT, sign * slab.get(record, FINGERPRINT));
        digest.add(entity, DECIDED_SEQUENCE, sign); // the sequence itself is no part of it
        digest.add(entity, VERSION_AND_CODE, sign * code(record).value());
        for (int i = FIRST_VALUE; i < FIRST_VALUE + VALUES; i++) {
            digest.add(entity, i, sign * slab.get(record, i));
        }
    }

    long fingerprint(int record) {
        return slab.get(record, FINGERPRINT);
    }

    long decidedSequence(int record) {
        return slab.get(record, DECIDED_SEQUENCE);
    }

    ResultCode code(int record) {
        return ResultCode.get((short) slab.low(record, VERSION_AND_CODE));
    }

    /** The version of what the command was about, as it left it. */
    int version(int record) {
        return slab.high(record, VERSION_AND_CODE);
    }

    void version(int record, int version) {
        slab.high(record, VERSION_AND_CODE, version);
    }

    /** The value that was remembered at a place from 0. */
    long value(int record, int place) {
        return slab.get(record, FIRST_VALUE + place);
    }
}
