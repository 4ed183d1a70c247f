// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Commands;
import io.holdfast.engine.DecodedAnswer;
import io.holdfast.engine.DecodedAnswer.StockReport;
import io.holdfast.engine.Engine;
import org.agrona.concurrent.UnsafeBuffer;

/** Asks an engine for everything that can be asked, and compares. */
final class Inventory {
    private static final long CORRELATION_ID = 1;

    private final Engine engine;
    private final Reference reference;
    private final Commands commands = new Commands().correlationId(CORRELATION_ID);
    private final UnsafeBuffer report = new UnsafeBuffer(new byte[Engine.MAX_ANSWER_LENGTH]);

    Inventory(Engine engine, Reference reference) {
        this.engine = engine;
        this.reference = reference;
    }

    /** The engine tells the same of everything as those who never crashed, and no unit is promised that is not there. */
    void expectInOrder(int clients, int errands) {
        compare(new Question.OfEngine());
        for (long skuId = 1; skuId <= Wishes.SKUS + 1; skuId++) {
            compare(new Question.OfSku(skuId));
            for (int location = 0; location < Wishes.LOCATIONS; location++) {
                StockReport stock = (StockReport) compare(new Question.OfStock(skuId, location));
                boolean isCovered = stock.reserved() >= 0
                        && stock.allocated() >= 0
                        && stock.reserved() + stock.allocated() <= stock.onHand();
                assertTrue(isCovered, stock::toString);
            }
        }
        for (int client = 0; client < clients; client++) {
            for (int i = 1; i <= errands; i++) {
                compare(new Question.OfOrder(Wishes.id(client, i)));
            }
        }
    }

    /** All units at all places. */
    long onHand() {
        long onHand = 0;
        for (long skuId = 1; skuId <= Wishes.SKUS; skuId++) {
            for (int location = 0; location < Wishes.LOCATIONS; location++) {
                onHand += ((StockReport) ask(new Question.OfStock(skuId, location))).onHand();
            }
        }
        return onHand;
    }

    private DecodedAnswer compare(Question question) {
        DecodedAnswer answer = ask(question);
        assertEquals(reference.answer(question, CORRELATION_ID), answer);
        return answer;
    }

    private DecodedAnswer ask(Question question) {
        question.encode(commands);
        return DecodedAnswer.decode(report, 0, engine.report(commands.buffer(), 0, report, 0));
    }
}
