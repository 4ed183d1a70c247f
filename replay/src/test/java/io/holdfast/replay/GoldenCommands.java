// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.engine.CommandMix;
import io.holdfast.engine.Commands;
import io.holdfast.engine.HostileMessages;
import io.holdfast.engine.MessageFormat;
import io.holdfast.engine.codec.ConfigureEngineDecoder;
import io.holdfast.engine.codec.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Test fixture: what the crowd of a small shop sends, hostile people among it; some of it is sent again. Settings are left
 * to whoever starts the shop.
 */
final class GoldenCommands {
    /** One of so many that were sent last is sent again. */
    private static final int RECENT = 16;

    private final Random random;
    private final Commands commands = new Commands();
    private final CommandMix shoppers;
    private final HostileMessages hostile;
    private final List<UnsafeBuffer> sent = new ArrayList<>();

    GoldenCommands(Random random) {
        this.random = random;
        this.shoppers = new CommandMix(random, commands);
        this.hostile = new HostileMessages(random);
    }

    UnsafeBuffer next(long timeNs) {
        UnsafeBuffer next = sent.size() > RECENT && random.nextInt(8) == 0
                ? sent.get(sent.size() - 1 - random.nextInt(RECENT))
                : fresh(timeNs);
        sent.add(next);
        return next;
    }

    private UnsafeBuffer fresh(long timeNs) {
        UnsafeBuffer message;
        do {
            message = random.nextInt(3) == 0 ? hostile.next(timeNs) : fromShopper(timeNs);
        } while (!isToBeDecided(message));
        return message;
    }

    private UnsafeBuffer fromShopper(long timeNs) {
        commands.firstSentNs(timeNs).correlationId(sent.size());
        byte[] bytes = new byte[shoppers.next()];
        commands.buffer().getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }

    private static boolean isToBeDecided(UnsafeBuffer message) {
        return MessageFormat.check(message, 0, message.capacity()) == ResultCode.OK
                && !MessageFormat.isQuery(message, 0)
                && MessageFormat.templateId(message, 0) != ConfigureEngineDecoder.TEMPLATE_ID;
    }
}
