// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.workload;

import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import java.util.Arrays;

/** What was answered to each command of {@link Lives}: a number for each. For one thread. */
public final class LifeAnswers {
    private static final long NONE = -1;
    private static final int CODE_SHIFT = 56;
    private static final int STATUS_SHIFT = 48;
    private static final int BYTE = 0xFF;
    private static final long MOST = (1L << STATUS_SHIFT) - 1;

    private long[] answers = {};

    /** Makes room for more commands, or forgets the last ones, which were not sent. */
    public void resize(int count) {
        int before = answers.length;
        answers = Arrays.copyOf(answers, count);
        if (count > before) {
            Arrays.fill(answers, before, count, NONE);
        }
    }

    /**
     * Puts the answer to a command.
     *
     * @param amount the total of an order, the units of a shipment, or of a stock those on hand.
     */
    public void put(long number, ResultCode code, OrderStatus status, long amount) {
        if (amount < 0 || amount > MOST) {
            throw new IllegalArgumentException("no such amount is ever asked for: " + amount);
        }
        answers[(int) number] = (long) code.value() << CODE_SHIFT | (long) status.value() << STATUS_SHIFT | amount;
    }

    int count() {
        return answers.length;
    }

    /** Whether there is an answer; of what has not been sent there is none. */
    public boolean isThere(long number) {
        return number < answers.length && answers[(int) number] != NONE;
    }

    ResultCode code(long number) {
        return ResultCode.get((short) (answers[(int) number] >>> CODE_SHIFT & BYTE));
    }

    OrderStatus status(long number) {
        return OrderStatus.get((short) (answers[(int) number] >>> STATUS_SHIFT & BYTE));
    }

    long amount(long number) {
        return answers[(int) number] & MOST;
    }

    /** Whether two commands were answered alike. */
    boolean areAlike(long number, long other) {
        return answers[(int) number] == answers[(int) other];
    }

    boolean isOk(long number) {
        return isThere(number) && code(number) == ResultCode.OK;
    }
}
