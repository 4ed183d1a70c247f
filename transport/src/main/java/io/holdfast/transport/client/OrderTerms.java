// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.ShortagePolicy;
import java.time.Duration;

/**
 * What an order says beside what it is for.
 *
 * @param policy      what becomes of it if it asks for more than there is.
 * @param timeToPay   from when all its units are held; zero for the engine's default.
 * @param timeToWait  for units that are missing under {@link ShortagePolicy#WAIT}; zero for the engine's default.
 * @param priority    0 to 7; who waits with a higher one is served first.
 * @param latePayment what becomes of a confirmation after the time to pay.
 */
public record OrderTerms(
        ShortagePolicy policy, Duration timeToPay, Duration timeToWait, int priority, LatePayment latePayment) {
    /** All or nothing, the engine's times, no priority, and late payments are refused. */
    public static final OrderTerms DEFAULT =
            new OrderTerms(ShortagePolicy.ALL_OR_NOTHING, Duration.ZERO, Duration.ZERO, 0, LatePayment.REFUSE);

    public OrderTerms withPolicy(ShortagePolicy newPolicy) {
        return new OrderTerms(newPolicy, timeToPay, timeToWait, priority, latePayment);
    }

    public OrderTerms withTimeToPay(Duration newTimeToPay) {
        return new OrderTerms(policy, newTimeToPay, timeToWait, priority, latePayment);
    }

    public OrderTerms withTimeToWait(Duration newTimeToWait) {
        return new OrderTerms(policy, timeToPay, newTimeToWait, priority, latePayment);
    }

    public OrderTerms withPriority(int newPriority) {
        return new OrderTerms(policy, timeToPay, timeToWait, newPriority, latePayment);
    }

    public OrderTerms withLatePayment(LatePayment newLatePayment) {
        return new OrderTerms(policy, timeToPay, timeToWait, priority, newLatePayment);
    }
}
