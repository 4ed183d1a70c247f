// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.Location;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.ReturnOrderEncoder;
import io.holdfast.engine.codec.Switch;

/**
 * A return that is being put together by {@link HoldfastClient#orderReturn}: one line call for each line, then submit.
 */
public final class ReturnBuilder {
    private final Requests requests;
    private final ReturnOrderEncoder orderReturn = new ReturnOrderEncoder();
    private ReturnOrderEncoder.LinesEncoder lines;

    ReturnBuilder(Requests requests) {
        this.requests = requests;
    }

    static int length(int lineCount) {
        return MessageHeaderEncoder.ENCODED_LENGTH
                + ReturnOrderEncoder.BLOCK_LENGTH
                + ReturnOrderEncoder.LinesEncoder.sbeHeaderSize()
                + lineCount * ReturnOrderEncoder.LinesEncoder.sbeBlockLength();
    }

    ReturnBuilder begin(int offset, long returnId, long orderId, int lineCount) {
        orderReturn
                .wrapAndApplyHeader(requests.buffer(), offset, requests.messageHeader())
                .returnId(returnId)
                .orderId(orderId)
                .expectedVersion(0)
                .location(Location.ANY)
                .restock(Switch.ON);
        lines = orderReturn.linesCount(lineCount);
        return this;
    }

    /** Only if this is the order's version; otherwise any is good. */
    public ReturnBuilder expectedVersion(int expectedVersion) {
        orderReturn.expectedVersion(expectedVersion);
        return this;
    }

    /** Where the units are put; otherwise where each came from. */
    public ReturnBuilder location(int location) {
        Requests.checkPlaceOrAny(location);
        orderReturn.location(location);
        return this;
    }

    /** Whether the units can be sold again, as they can otherwise. */
    public ReturnBuilder restock(boolean isRestocked) {
        orderReturn.restock(isRestocked ? Switch.ON : Switch.OFF);
        return this;
    }

    /**
     * Adds units of a line.
     *
     * @param line its place in the order as submitted, from 0.
     */
    public ReturnBuilder line(int line, int quantity) {
        Requests.checkLine(line);
        lines.next().quantity(quantity).line(line);
        return this;
    }

    long submit(OrderReturn whole) {
        expectedVersion(whole.expectedVersion()).location(whole.location()).restock(whole.isRestocked());
        for (OrderReturn.Line line : whole.lines()) {
            line(line.line(), line.quantity());
        }
        return submit();
    }

    /**
     * Sends the return.
     *
     * @return its correlation id.
     */
    public long submit() {
        return requests.commit(orderReturn.header(), orderReturn.encodedLength());
    }
}
