// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ConfigureEngineDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.ResultCode;
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
                || settings.maxAdjustments() > MOST_RECORDS;
    }

    private UnsafeBuffer noise() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return new UnsafeBuffer(bytes);
    }

    private UnsafeBuffer mutated() {
        byte[] bytes = new byte[encodeAny()];
        commands.buffer().getBytes(0, bytes);
        int first = random.nextInt(4) == 0 ? 0 : MessageHeaderDecoder.ENCODED_LENGTH;
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[first + random.nextInt(bytes.length - first)] = (byte) random.nextInt();
        }
        return new UnsafeBuffer(bytes);
    }

    private int encodeAny() {
        commands.firstSentNs(rig.timeNs());
        long id = random.nextInt(20);
        return switch (random.nextInt(10)) {
            case 0 -> commands.defineSku(id, random.nextBoolean() ? null : 1L, random.nextInt(3), "code");
            case 1, 2 -> commands.adjustStock(id, random.nextInt(20), 0, random.nextInt(), AdjustmentReason.COUNT);
            case 3, 4 -> commands.submitOrder(id, 7, Line.of(1, random.nextInt(20), 1), Line.of(1, 1, 1));
            case 5 -> commands.confirmOrder(id, 2);
            case 6 -> commands.cancelOrder(id);
            case 7 -> commands.configureEngine(new EngineSettings(1_000, 10, 400, 400, 800, 3_000, 800));
            case 8 -> commands.queryOrder(id);
            default -> random.nextBoolean() ? commands.queryStock(id, 0) : commands.queryEngine();
        };
    }
}
