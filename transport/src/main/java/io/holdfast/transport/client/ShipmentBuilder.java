// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.Location;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.ShipOrderEncoder;

/**
 * A shipment that is being put together by {@link HoldfastClient#shipment}: one line call for each line, then submit.
 */
public final class ShipmentBuilder {
    private final Requests requests;
    private final ShipOrderEncoder shipment = new ShipOrderEncoder();
    private ShipOrderEncoder.LinesEncoder lines;

    ShipmentBuilder(Requests requests) {
        this.requests = requests;
    }

    static int length(int lineCount) {
        return MessageHeaderEncoder.ENCODED_LENGTH
                + ShipOrderEncoder.BLOCK_LENGTH
                + ShipOrderEncoder.LinesEncoder.sbeHeaderSize()
                + lineCount * ShipOrderEncoder.LinesEncoder.sbeBlockLength();
    }

    ShipmentBuilder begin(int offset, long shipmentId, long orderId, int lineCount) {
        shipment.wrapAndApplyHeader(requests.buffer(), offset, requests.messageHeader())
                .shipmentId(shipmentId)
                .orderId(orderId)
                .expectedVersion(0);
        lines = shipment.linesCount(lineCount);
        return this;
    }

    /** Only if this is the order's version; otherwise any is good. */
    public ShipmentBuilder expectedVersion(int expectedVersion) {
        shipment.expectedVersion(expectedVersion);
        return this;
    }

    /**
     * Adds units of a line, from wherever it has some.
     *
     * @param line its place in the order as submitted, from 0.
     */
    public ShipmentBuilder line(int line, int quantity) {
        return line(line, Location.ANY, quantity);
    }

    /**
     * Adds units of a line.
     *
     * @param line     its place in the order as submitted, from 0.
     * @param location where the units were.
     */
    public ShipmentBuilder line(int line, int location, int quantity) {
        Requests.checkLine(line);
        Requests.checkPlaceOrAny(location);
        lines.next().quantity(quantity).line(line).location(location);
        return this;
    }

    long submit(Shipment whole) {
        expectedVersion(whole.expectedVersion());
        for (Shipment.Line line : whole.lines()) {
            line(line.line(), line.location(), line.quantity());
        }
        return submit();
    }

    /**
     * Sends the shipment.
     *
     * @return its correlation id.
     */
    public long submit() {
        return requests.commit(shipment.header(), shipment.encodedLength());
    }
}
