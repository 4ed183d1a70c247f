// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.codec.ConfigureEngineDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.ResultCode;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes, the check does not throw nor look beyond their end; and whatever passes it, the engine decides
 * without an exception.
 */
class HostileBytesTest {
    private static final int MESSAGES = 60_000;
    private static final int MESSAGES_TO_ONE_ENGINE = 1_500;

    /** Settings are the server's own and cost memory; so bounds beyond this are not tried. */
    private static final int MOST_RECORDS = 1_000;

    private static final int MOST_LINES = 100_000;

    /** Of every command and query. */
    private static final Set<Integer> TEMPLATE_IDS = Set.of(9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23);

    private EngineRig rig = shop();
    private final Set<Integer> doneTemplateIds = new HashSet<>();
    private final Set<ResultCode> codes = EnumSet.noneOf(ResultCode.class);
    private int passed;

    @Test
    void shouldNeitherFailToCheckNorToDecide() {
        Seed.run(random -> {
            HostileMessages messages = new HostileMessages(random);
            for (int i = 0; i < MESSAGES; i++) {
                if (i % MESSAGES_TO_ONE_ENGINE == 0) {
                    rig = shop();
                }
                rig.advance(random.nextInt(1_000) == 0 ? random.nextInt(10_000) : random.nextInt(4));
                send(messages.next(rig.timeNs()));
            }
            expectThatMuchWasTried();
        });
    }

    private static EngineRig shop() {
        EngineRig rig = EngineRig.configured();
        for (long skuId = 0; skuId < 3; skuId++) {
            rig.defineSku(skuId, null, 0, "code", 0, List.of(0, 1));
            rig.receive(skuId, skuId, 50);
        }
        return rig;
    }

    /** Sends a message that ends where its buffer, which checks bounds, ends. */
    private void send(UnsafeBuffer message) {
        if (MessageFormat.check(message, 0, message.capacity()) != ResultCode.OK || isVast(message)) {
            return;
        }
        DecodedAnswer answer = MessageFormat.isQuery(message, 0)
                ? rig.report(message, 0, message.capacity())
                : rig.decide(message, 0, message.capacity());
        passed++;
        codes.add(answer.code());
        if (answer.code() == ResultCode.OK) {
            doneTemplateIds.add(MessageFormat.templateId(message, 0));
        }
    }

    private static boolean isVast(UnsafeBuffer message) {
        if (MessageFormat.templateId(message, 0) != ConfigureEngineDecoder.TEMPLATE_ID) {
            return false;
        }
        ConfigureEngineDecoder settings =
                new ConfigureEngineDecoder().wrapAndApplyHeader(message, 0, new MessageHeaderDecoder());
        return settings.maxSkus() > MOST_RECORDS
                || settings.maxOrders() > MOST_RECORDS
                || settings.maxOrderLines() > MOST_LINES
                || settings.maxAdjustments() > MOST_RECORDS
                || settings.maxShipments() > MOST_RECORDS
                || settings.maxReturns() > MOST_RECORDS;
    }

    private void expectThatMuchWasTried() {
        assertTrue(passed > MESSAGES / 3, () -> "only " + passed + " passed the check");
        assertEquals(TEMPLATE_IDS, doneTemplateIds);
        assertTrue(codes.size() > 24, codes::toString);
    }
}
