// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import io.holdfast.engine.codec.ResultCode;

/** How each of a known number of commands was answered: its code and where it was decided. Eight bytes each, made at the start. */
final class Answers {
    private static final int CODE_SHIFT = 56;
    private static final long SEQUENCE = (1L << CODE_SHIFT) - 1;
    /** Sequences begin at 1 and queries have none, so this bit tells an answer from none. */
    private static final long IS_ANSWERED = 1L << (CODE_SHIFT - 1);

    private final long[] answers;

    Answers(int commands) {
        answers = new long[commands];
    }

    void set(long number, ResultCode code, long decidedSequence) {
        answers[(int) number] = ((long) code.value() << CODE_SHIFT) | IS_ANSWERED | decidedSequence;
    }

    boolean isAnswered(long number) {
        return answers[(int) number] != 0;
    }

    ResultCode code(long number) {
        return ResultCode.get((short) (answers[(int) number] >>> CODE_SHIFT));
    }

    boolean isAccepted(long number) {
        return code(number) == ResultCode.OK;
    }

    long decidedSequence(long number) {
        return answers[(int) number] & SEQUENCE & ~IS_ANSWERED;
    }

    boolean areAlike(long number, long other) {
        return answers[(int) number] == answers[(int) other];
    }
}
