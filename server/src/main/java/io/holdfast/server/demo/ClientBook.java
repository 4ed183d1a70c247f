// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.demo;

import io.holdfast.engine.codec.OrderOutcomeDecoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;

/**
 * What one client knows of its orders: what it asked for, and what it was told. Nothing in it comes from the engine but by
 * answers, so it can be held against the engine.
 */
final class ClientBook {
    /** Where an order is, as far as its client was told. */
    enum Stage {
        WANTED,
        SUBMITTED,
        ACCEPTED,
        FOLLOWED_UP,
        FINISHED
    }

    private final FlashSale sale;
    private final int first;
    private final SaleOrder[] orders;
    private final Stage[] stages;
    private final ResultCode[] submissions;
    private final OrderStatus[] statuses;
    private final long[] submittedSequences;
    private final long[] followUpSequences;
    private int begun;
    private int duplicatedEffects;
    private int unexpected;

    /**
     * @param first the number of the client's first order in the sale.
     * @param count how many are the client's.
     */
    ClientBook(FlashSale sale, int first, int count) {
        this.sale = sale;
        this.first = first;
        orders = new SaleOrder[count];
        stages = new Stage[count];
        submissions = new ResultCode[count];
        statuses = new OrderStatus[count];
        submittedSequences = new long[count];
        followUpSequences = new long[count];
    }

    int size() {
        return orders.length;
    }

    /** Orders that have been submitted at least once: those with a lower number than this. */
    int begun() {
        return begun;
    }

    /** Begins with the next order, and tells what it is. */
    int begin() {
        orders[begun] = sale.order(first + begun);
        stages[begun] = Stage.WANTED;
        return begun++;
    }

    SaleOrder order(int i) {
        return orders[i];
    }

    int indexOf(long orderId) {
        return (int) (orderId - 1 - first);
    }

    Stage stage(int i) {
        return stages[i];
    }

    void stage(int i, Stage stage) {
        stages[i] = stage;
    }

    /** How the submission was answered; null if it has not been. */
    ResultCode submission(int i) {
        return submissions[i];
    }

    /** The last status told; null if nothing has been. */
    OrderStatus status(int i) {
        return statuses[i];
    }

    /** Answers of one command that told of different decisions. */
    int duplicatedEffects() {
        return duplicatedEffects;
    }

    /** Answers that make no sense for what was asked. */
    int unexpected() {
        return unexpected;
    }

    /**
     * Writes down an answer.
     *
     * @return whether it was the first to this command.
     */
    boolean told(int i, OrderOutcomeDecoder outcome) {
        boolean isFollowUp = outcome.status() == OrderStatus.CONFIRMED || outcome.status() == OrderStatus.CANCELLED;
        return isFollowUp ? toldFollowUp(i, outcome) : toldSubmission(i, outcome);
    }

    private boolean toldSubmission(int i, OrderOutcomeDecoder outcome) {
        ResultCode code = outcome.header().code();
        boolean makesSense = code == ResultCode.OK
                ? outcome.status() == OrderStatus.RESERVED && outcome.totalMinor() == orders[i].totalMinor()
                : outcome.status() == OrderStatus.REJECTED;
        if (!makesSense) {
            unexpected++;
        }
        if (submissions[i] != null) {
            if (submissions[i] != code
                    || submittedSequences[i] != outcome.header().decidedSequence()) {
                duplicatedEffects++;
            }
            return false;
        }
        submissions[i] = code;
        submittedSequences[i] = outcome.header().decidedSequence();
        statuses[i] = outcome.status();
        stages[i] = code == ResultCode.OK && !orders[i].isAbandoned() ? Stage.ACCEPTED : Stage.FINISHED;
        return true;
    }

    private boolean toldFollowUp(int i, OrderOutcomeDecoder outcome) {
        OrderStatus expected = orders[i].isCancelled() ? OrderStatus.CANCELLED : OrderStatus.CONFIRMED;
        if (outcome.header().code() != ResultCode.OK || outcome.status() != expected) {
            unexpected++;
        }
        if (followUpSequences[i] != 0) {
            if (followUpSequences[i] != outcome.header().decidedSequence()) {
                duplicatedEffects++;
            }
            return false;
        }
        followUpSequences[i] = outcome.header().decidedSequence();
        statuses[i] = outcome.status();
        stages[i] = Stage.FINISHED;
        return true;
    }
}
