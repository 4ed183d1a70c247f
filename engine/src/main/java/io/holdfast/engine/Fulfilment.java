// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.CommandHeaderDecoder;
import io.holdfast.engine.codec.FulfilmentOutcomeEncoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;

/** The answers to shipments and returns, and the memory of them. */
final class Fulfilment {
    private static final int UNITS = 0;
    private static final int REFUND = 1;
    private static final int ORDER_STATUS = 2;

    private Fulfilment() {}

    /** Remembers how a command was decided, and answers it. */
    static void decided(
            State state,
            DecisionMemory memory,
            int order,
            long id,
            long fingerprint,
            ResultCode code,
            long units,
            long refundMinor,
            CommandHeaderDecoder header,
            FulfilmentOutcomeEncoder outcome) {
        boolean isKnown = order != OrderTable.ABSENT;
        int version = isKnown ? state.orders.version(order) : 0;
        OrderStatus status = isKnown ? state.orders.status(order) : OrderStatus.NONE;
        int record = memory.remember(
                state.lastSequence, state.lastTimestampNs, id, fingerprint, code, units, refundMinor, status.value());
        memory.version(record, version);
        Answer.header(outcome.header(), header, state.lastSequence, state.lastSequence, code);
        outcome.units(units).refundMinor(refundMinor).orderVersion(version).status(status);
    }

    /** Answers a command whose id is known. */
    static void repeat(
            State state,
            DecisionMemory memory,
            int known,
            long fingerprint,
            CommandHeaderDecoder header,
            FulfilmentOutcomeEncoder outcome) {
        if (memory.fingerprint(known) != fingerprint) {
            refuse(state, header, ResultCode.ID_CONFLICT, outcome);
            return;
        }
        Answer.header(outcome.header(), header, state.lastSequence, memory.decidedSequence(known), memory.code(known));
        outcome.units(memory.value(known, UNITS))
                .refundMinor(memory.value(known, REFUND))
                .orderVersion(memory.version(known))
                .status(OrderStatus.get((short) memory.value(known, ORDER_STATUS)));
    }

    /** An answer that leaves no memory of the command's id. */
    static void refuse(State state, CommandHeaderDecoder header, ResultCode code, FulfilmentOutcomeEncoder outcome) {
        Answer.header(outcome.header(), header, state.lastSequence, state.lastSequence, code);
        outcome.units(0).refundMinor(0).orderVersion(0).status(OrderStatus.NONE);
    }
}
