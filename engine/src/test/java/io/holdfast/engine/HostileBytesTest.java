// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.ReturnLine;
import io.holdfast.engine.Commands.ShipLine;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ConfigureEngineDecoder;
import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.Switch;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes, the check does not throw nor look beyond their end; and whatever passes it, the engine decides
 * without an exception. A failure tells the seed, as {@link ModelTest} does.
 */
class HostileBytesTest {
    private static final int MESSAGES = 100_000;

    /** Settings are the server's own and cost memory; so bounds beyond this are not tried. */
    private static final int MOST_RECORDS = 1_000;

    private static final Map<Integer, Integer> BLOCK_LENGTHS_OF_VERSION_1 =
            Map.of(10, 76, 11, 47, 12, 41, 13, 40, 14, 32, 15, 60, 20, 34, 21, 32, 22, 24);

    private final Random random = new Random();
    private final Commands commands = new Commands();
    private final EngineRig rig = EngineRig.unconfigured();

    @Test
    void shouldNeitherFailToCheckNorToDecide() {
        long seed = Long.getLong("holdfast.seed", random.nextLong());
        random.setSeed(seed);
        int passed = 0;
        for (int i = 0; i < MESSAGES; i++) {
            try {
                passed += send(i % 2 == 0 ? noise() : mutated()) ? 1 : 0;
            } catch (RuntimeException e) {
                throw new AssertionError("holdfast.seed=" + seed + ", message " + i, e);
            }
        }
        int all = passed;
        assertTrue(all > MESSAGES / 10, () -> "only " + all + " passed the check, so little was tried");
    }

    /** Sends a message that ends where its buffer, which checks bounds, ends. */
    private boolean send(UnsafeBuffer message) {
        if (MessageFormat.check(message, 0, message.capacity()) != ResultCode.OK || isVast(message)) {
            return false;
        }
        if (MessageFormat.isQuery(message, 0)) {
            rig.report(message, 0, message.capacity());
        } else {
            rig.advance(random.nextInt(3)).decide(message, 0, message.capacity());
        }
        return true;
    }

    private static boolean isVast(UnsafeBuffer message) {
        if (MessageFormat.templateId(message, 0) != ConfigureEngineDecoder.TEMPLATE_ID) {
            return false;
        }
        ConfigureEngineDecoder settings =
                new ConfigureEngineDecoder().wrapAndApplyHeader(message, 0, new MessageHeaderDecoder());
        return settings.maxSkus() > MOST_RECORDS
                || settings.maxOrders() > MOST_RECORDS
                || settings.maxOrderLines() > 4 * MOST_RECORDS
                || settings.maxAdjustments() > MOST_RECORDS
                || settings.maxShipments() > MOST_RECORDS
                || settings.maxReturns() > MOST_RECORDS;
    }

    private UnsafeBuffer noise() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return new UnsafeBuffer(bytes);
    }

    private UnsafeBuffer mutated() {
        byte[] bytes = new byte[encodeAny()];
        commands.buffer().getBytes(0, bytes);
        if (random.nextInt(4) == 0) {
            bytes = asOfVersion1(new UnsafeBuffer(bytes));
        }
        int first = random.nextInt(4) == 0 ? 0 : MessageHeaderDecoder.ENCODED_LENGTH;
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[first + random.nextInt(bytes.length - first)] = (byte) random.nextInt();
        }
        return new UnsafeBuffer(bytes);
    }

    /** A message without what version 2 appended to it; one that there was not in version 1 stays as it is. */
    private static byte[] asOfVersion1(UnsafeBuffer message) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(message, 0);
        int group = MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        int groupLength = header.templateId() == DefineSkuDecoder.TEMPLATE_ID ? 0 : message.capacity() - group;
        Integer blockLength = BLOCK_LENGTHS_OF_VERSION_1.get(header.templateId());
        if (blockLength == null) {
            return message.byteArray();
        }
        UnsafeBuffer old = new UnsafeBuffer(new byte[MessageHeaderDecoder.ENCODED_LENGTH + blockLength + groupLength]);
        old.putBytes(0, message, 0, MessageHeaderDecoder.ENCODED_LENGTH + blockLength);
        old.putBytes(old.capacity() - groupLength, message, group, groupLength);
        new MessageHeaderEncoder().wrap(old, 0).blockLength(blockLength).version(1);
        return old.byteArray();
    }

    private int encodeAny() {
        commands.firstSentNs(rig.timeNs());
        long id = random.nextInt(20);
        long sku = random.nextInt(20);
        return switch (random.nextInt(20)) {
            case 0 -> commands.defineSku(sku, price(), random.nextInt(3), "code", random.nextInt(9), locations());
            case 1 ->
                commands.updateSku(
                        sku, price(), random.nextInt(3), random.nextInt(9), random.nextInt(3), onOrOff(), locations());
            case 2, 3 -> commands.adjustStock(id, sku, location(), random.nextInt(), AdjustmentReason.COUNT, "DN-1");
            case 4 -> commands.transferStock(id, sku, location(), location(), random.nextInt(4), "DN-2");
            case 5, 6, 7, 8 ->
                commands.submitOrder(
                        id,
                        random.nextInt(3),
                        new Terms(
                                ShortagePolicy.get((short) random.nextInt(3)),
                                random.nextInt(50),
                                random.nextInt(50),
                                random.nextInt(8),
                                LatePayment.get((short) random.nextInt(2))),
                        List.of(new Line(sku, location(), 1 + random.nextInt(9), 1), new Line(1, location(), 1, 1)));
            case 9, 10 -> commands.confirmOrder(id, random.nextInt(12), random.nextInt(3));
            case 11 -> commands.cancelOrder(id, random.nextInt(3));
            case 12 ->
                commands.shipOrder(id, random.nextInt(20), random.nextInt(3), List.of(new ShipLine(0, location(), 1)));
            case 13 -> commands.shipOrder(id, random.nextInt(20));
            case 14 ->
                commands.returnOrder(
                        id,
                        random.nextInt(20),
                        random.nextInt(3),
                        location(),
                        onOrOff(),
                        List.of(new ReturnLine(0, 1)));
            case 15 -> commands.returnOrder(id, random.nextInt(20));
            case 16 ->
                commands.configureEngine(new EngineSettings(
                        1_000, 10, 400, 400, 800, 3_000, 800, 800, 800, 1 + random.nextInt(9), 40, 60));
            case 17 -> commands.tick();
            case 18 -> random.nextBoolean() ? commands.queryOrder(id) : commands.querySku(sku);
            default -> random.nextBoolean() ? commands.queryStock(sku, location()) : commands.queryEngine();
        };
    }

    private Long price() {
        return random.nextBoolean() ? null : 1L;
    }

    private Switch onOrOff() {
        return random.nextInt(4) == 0 ? Switch.ON : Switch.OFF;
    }

    private int location() {
        return random.nextInt(3) == 0 ? Commands.ANY : random.nextInt(2);
    }

    private List<Integer> locations() {
        return random.nextBoolean() ? List.of() : List.of(random.nextInt(3), 1);
    }
}
