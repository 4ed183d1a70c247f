// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.EngineRig;
import io.holdfast.engine.RecordedDigest;
import io.holdfast.engine.codec.EffectKind;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.OrderOutcomeEncoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SideEffectsEncoder;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class OutcomeComparisonTest {
    /** Of an order's outcome in version 1, for all time. */
    private static final int OLD_BLOCK_LENGTH = 58;

    private static final int BLOCK = MessageHeaderEncoder.ENCODED_LENGTH;
    /** Outcomes are not at the start of a buffer. */
    private static final int OFFSET = 3;

    private final OutcomeComparison comparison = new OutcomeComparison();
    private final UnsafeBuffer decided = outcome();

    @Test
    void shouldCompareEveryByteOfThePresentVersion() {
        assertTrue(isSame(outcome()));
        for (int at = 0; at < decided.capacity(); at++) {
            assertFalse(isSame(flipped(outcome(), at)), "byte " + at);
        }
    }

    @Test
    void shouldMissSideEffectsThatAreNotOnRecord() {
        UnsafeBuffer recorded = outcome();
        for (int length = 0; length < recorded.capacity(); length++) {
            assertFalse(isSame(new UnsafeBuffer(recorded, 0, length)), "length " + length);
        }
    }

    @Test
    void shouldTakeARecordWithoutADigestButNotWithAnotherOne() {
        EngineRig rig = EngineRig.configured();
        while (rig.engine().lastSequence() < RecordedDigest.INTERVAL) {
            rig.tick();
        }
        byte[] outcome = rig.outcomeBytes();
        int withoutDigest = outcome.length - RecordedDigest.LENGTH;
        assertTrue(isSame(outcome, outcome.length, outcome));
        assertTrue(isSame(outcome, withoutDigest, outcome));
        for (int at = 0; at < outcome.length; at++) {
            byte[] other = outcome.clone();
            other[at] ^= 1;
            assertFalse(isSame(other, outcome.length, outcome), "byte " + at);
            assertEquals(at >= withoutDigest, isSame(other, withoutDigest, outcome), "byte " + at);
        }
    }

    private boolean isSame(byte[] record, int length, byte[] decidedNow) {
        return comparison.isSame(
                RecordedDigest.INTERVAL,
                new UnsafeBuffer(record),
                0,
                length,
                new UnsafeBuffer(decidedNow),
                0,
                decidedNow.length);
    }

    @Test
    void shouldCompareTheFieldsThatAnOldOutcomeHas() {
        assertTrue(isSame(oldOutcome()));
        for (int at = 0; at < oldOutcome().capacity(); at++) {
            assertFalse(isSame(flipped(oldOutcome(), at)), "byte " + at);
        }
        UnsafeBuffer ofNoVersion = oldOutcome();
        ofNoVersion.putShort(MessageHeaderEncoder.versionEncodingOffset(), (short) 0);
        assertFalse(isSame(ofNoVersion));
    }

    @Test
    void shouldNotTakeAnOldOutcomeThatIsNotWhole() {
        UnsafeBuffer old = oldOutcome();
        for (int length = 0; length < old.capacity(); length++) {
            assertFalse(isSame(new UnsafeBuffer(old, 0, length)), "length " + length);
        }
        UnsafeBuffer longer = new UnsafeBuffer(new byte[old.capacity() + 1]);
        longer.putBytes(0, old, 0, old.capacity());
        assertFalse(isSame(longer));
    }

    private boolean isSame(UnsafeBuffer recorded) {
        UnsafeBuffer record = new UnsafeBuffer(new byte[OFFSET + recorded.capacity()]);
        record.putBytes(OFFSET, recorded, 0, recorded.capacity());
        UnsafeBuffer outcome = new UnsafeBuffer(new byte[OFFSET + decided.capacity() + OFFSET]);
        outcome.putBytes(OFFSET, decided, 0, decided.capacity());
        return comparison.isSame(1, record, OFFSET, recorded.capacity(), outcome, OFFSET, decided.capacity());
    }

    private static UnsafeBuffer flipped(UnsafeBuffer bytes, int at) {
        bytes.putByte(at, (byte) ~bytes.getByte(at));
        return bytes;
    }

    /** What an order of one part got, while another order expired. */
    private static UnsafeBuffer outcome() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_000]);
        OrderOutcomeEncoder order = new OrderOutcomeEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .orderId(1)
                .totalMinor(500)
                .paidMinor(0)
                .refundDueMinor(0)
                .status(OrderStatus.RESERVED)
                .deadlineNs(1_000)
                .orderVersion(1);
        order.header().correlationId(9).sequence(8).decidedSequence(7).code(ResultCode.OK);
        order.partsCount(1).next().held(2).waiting(0).line(0).location(0);
        SideEffectsEncoder effects =
                new SideEffectsEncoder().wrapAndApplyHeader(buffer, order.limit(), new MessageHeaderEncoder());
        effects.effectsCount(1).next().orderId(2).skuId(0).units(0).location(0).kind(EffectKind.EXPIRED);
        return new UnsafeBuffer(buffer, 0, effects.limit());
    }

    /** The same answer as version 1 of the schema would have put it. */
    private static UnsafeBuffer oldOutcome() {
        UnsafeBuffer outcome = outcome();
        outcome.putShort(
                MessageHeaderEncoder.blockLengthEncodingOffset(), (short) OLD_BLOCK_LENGTH, ByteOrder.LITTLE_ENDIAN);
        outcome.putShort(MessageHeaderEncoder.versionEncodingOffset(), (short) 1, ByteOrder.LITTLE_ENDIAN);
        assertEquals(OLD_BLOCK_LENGTH, OrderOutcomeEncoder.deadlineNsEncodingOffset());
        return new UnsafeBuffer(outcome, 0, BLOCK + OLD_BLOCK_LENGTH);
    }
}
