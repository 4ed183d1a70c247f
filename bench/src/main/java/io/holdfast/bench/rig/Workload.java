// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.server.load.OrderedSession;
import io.holdfast.transport.client.HoldfastClient;
import java.util.List;
import java.util.Map;

/** Commands by their number from 0, and the accounts that their answers must add up to. For one thread. */
interface Workload {
    /** What a server needs to be set to beyond its defaults for so many commands. */
    Map<String, String> neededSettings(int commands);

    /**
     * Makes known what is sold, and so much stock that nothing runs out.
     *
     * @param commands how many may follow.
     */
    void open(OrderedSession session, int commands);

    /**
     * Takes stock for what is measured, so that towards the end some is refused; when all commands before are answered.
     *
     * @param sent     how many there were.
     * @param commands how many there will be in all.
     */
    void takeStock(OrderedSession session, int sent, int commands);

    /**
     * Calls for a command. One that is called for again, as it was not answered, is the same to the letter.
     *
     * @return its correlation id, or {@link HoldfastClient#BACK_PRESSURED} if there is no room, or it has to wait for the answer to another.
     */
    long send(HoldfastClient client, long number);

    /**
     * Takes the answer to a command.
     *
     * @param status of the order that it is about; NONE if it is about none.
     * @param amount the total of an order, the units of a shipment, or of a stock those on hand.
     */
    void answered(long number, ResultCode code, OrderStatus status, long amount);

    /**
     * Compares what the answers add up to with what the engine says, when all commands are answered.
     *
     * @return what came of it.
     */
    Audit audit(OrderedSession session);

    /**
     * What came of a workload.
     *
     * @param wrong what is not as it must be; empty if all is well.
     */
    record Audit(long submitted, long accepted, List<String> wrong) {}
}
