// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import io.holdfast.engine.codec.ResultCode;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.HoldfastClient;
import java.util.List;

/** Commands by their number from 0, and the accounts that their answers must add up to. For one thread. */
interface Workload {
    /** Makes known what is sold, with its stock. */
    void open(BlockingClient client);

    /**
     * Calls for a command. One that is called for again, as it was not answered, is the same to the letter.
     *
     * @return its correlation id, or {@link HoldfastClient#BACK_PRESSURED}.
     */
    long send(HoldfastClient client, long number);

    /** Takes the answer to a command: what it says, and the total of the order that it is about, if it is about one. */
    void answered(long number, ResultCode code, long totalMinor);

    /**
     * Compares what the answers add up to with what the engine says, when all commands are answered.
     *
     * @return what is wrong; empty if nothing is.
     */
    List<String> audit(BlockingClient client);

    /** How many submissions were accepted. */
    long accepted();
}
