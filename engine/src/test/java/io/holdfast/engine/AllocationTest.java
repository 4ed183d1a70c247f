// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.AnswerHeaderDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.ResultCode;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Once warm, the engine allocates not a byte per command or query, whatever the outcome. ConfigureEngine may allocate, and
 * tables take room for records a chunk of 8,192 at a time; so no table here gets more records than its first chunk holds.
 */
class AllocationTest {
    private static final int ROUNDS = 1_000;

    /**
     * With a new engine each. The JVM itself allocates some hundred bytes on a thread now and then, when it loads or
     * recompiles what runs there; what the engine allocates, it allocates each time.
     */
    private static final int ATTEMPTS = 10;

    private static final EngineSettings SETTINGS = new EngineSettings(100, 10, ROUNDS, ROUNDS, 8_000, 8_000, 8_000);
    private static final long TIME_NS = 1_000;
    private static final int CODE_OFFSET =
            MessageHeaderDecoder.ENCODED_LENGTH + AnswerHeaderDecoder.codeEncodingOffset();

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long thread = Thread.currentThread().getId();
    private final Commands commands = new Commands().firstSentNs(TIME_NS);
    private final UnsafeBuffer answer = new UnsafeBuffer(new byte[Engine.MAX_ANSWER_LENGTH]);
    private final int[] codes = new int[256];
    private final List<UnsafeBuffer> messages = new ArrayList<>();

    @BeforeEach
    void encodeAllKindsOfMessages() {
        for (int i = 0; i < ROUNDS; i++) {
            encodeRound(i);
        }
        add(commands.defineSku(ROUNDS, null, 0, "")); // CAPACITY
    }

    @Test
    void shouldAllocateNothingPerCommandOrQuery() {
        long fewestBytes = Long.MAX_VALUE;
        for (int i = 0; i < ATTEMPTS && fewestBytes > 0; i++) {
            fewestBytes = Math.min(fewestBytes, decideAllButTheFirstRoundMeasured());
        }
        assertEquals(0, fewestBytes);
        expectNearlyEveryCode();
    }

    private void encodeRound(int i) {
        add(commands.defineSku(i, 5L, 1, "one")); // OK
        add(commands.defineSku(i, 5L, 1, "one")); // OK, repeated
        add(commands.defineSku(i, 5L, 1, "two")); // ID_CONFLICT

        add(commands.adjustStock(2L * i, i, 0, 100, AdjustmentReason.RECEIPT)); // OK
        add(commands.adjustStock(2L * i, i, 0, 100, AdjustmentReason.RECEIPT)); // OK, repeated
        add(commands.adjustStock(2L * i, i, 0, 101, AdjustmentReason.RECEIPT)); // ID_CONFLICT
        add(commands.adjustStock(2L * i + 1, i, 0, -101, AdjustmentReason.DAMAGE)); // STOCK_IS_PROMISED
        add(commands.adjustStock(2L * i + 1, i, 0, -101, AdjustmentReason.DAMAGE)); // the same, repeated

        List<Line> lines = List.of(Line.of(2, i, 5), Line.of(1, 0, 5));
        add(commands.submitOrder(3L * i, 7, lines)); // OK
        add(commands.submitOrder(3L * i, 7, lines)); // OK, repeated
        add(commands.submitOrder(3L * i, 8, lines)); // ID_CONFLICT
        add(commands.submitOrder(3L * i + 1, 7, Line.of(1_000_000, i, 5))); // INSUFFICIENT_STOCK
        add(commands.submitOrder(3L * i + 1, 7, Line.of(1_000_000, i, 5))); // the same, repeated
        add(commands.submitOrder(3L * i + 2, 7, badLine(i))); // one of the codes for lines
        add(commands.queryStock(i, 0));
        add(commands.queryOrder(3L * i));

        add(commands.confirmOrder(3L * i, 14)); // PAID_AMOUNT_MISMATCH
        add(commands.confirmOrder(3L * i, 15)); // OK
        add(commands.confirmOrder(3L * i, 15)); // OK, repeated
        add(commands.confirmOrder(3L * i + 1, 15)); // ORDER_REJECTED
        add(commands.cancelOrder(3L * i)); // OK
        add(commands.cancelOrder(3L * i)); // OK, repeated
        add(commands.confirmOrder(3L * i, 15)); // ORDER_CANCELLED
        add(commands.cancelOrder(-1)); // UNKNOWN_ORDER
        add(commands.firstSentNs(TIME_NS - 101).cancelOrder(3L * i)); // TOO_OLD
        add(commands.firstSentNs(TIME_NS + 11).submitOrder(3L * i, 7, lines)); // FROM_THE_FUTURE
        commands.firstSentNs(TIME_NS);

        add(commands.queryStock(-1, 0));
        add(commands.queryOrder(3L * i + 1));
        add(commands.queryOrder(-1));
        add(commands.queryEngine());
    }

    private static List<Line> badLine(int i) {
        return switch (i % 6) {
            case 0 -> List.of();
            case 1 -> List.of(Line.of(0, i, 5));
            case 2 -> List.of(Line.of(1, i, -1));
            case 3 -> List.of(Line.of(1, -1, 5));
            case 4 -> List.of(Line.of(1, i, 6));
            default -> List.of(Line.of(2, i, 5), Line.of(98, i, 5));
        };
    }

    private void add(int length) {
        byte[] bytes = new byte[length];
        commands.buffer().getBytes(0, bytes);
        messages.add(new UnsafeBuffer(bytes));
    }

    /** In the first round each map makes the object in which it keeps the keys 0 and 1. */
    private long decideAllButTheFirstRoundMeasured() {
        Engine engine = new Engine();
        commands.configureEngine(SETTINGS);
        engine.decide(1, TIME_NS, commands.buffer(), 0, answer, 0);
        int first = messages.size() / ROUNDS;
        decide(engine, 0, first);
        long before = threads.getThreadAllocatedBytes(thread);
        decide(engine, first, messages.size());
        return threads.getThreadAllocatedBytes(thread) - before;
    }

    private void decide(Engine engine, int from, int to) {
        for (int i = from; i < to; i++) {
            UnsafeBuffer message = messages.get(i);
            if (MessageFormat.check(message, 0, message.capacity()) != ResultCode.OK) {
                throw new IllegalStateException("malformed");
            }
            if (MessageFormat.isQuery(message, 0)) {
                engine.report(message, 0, answer, 0);
            } else {
                engine.decide(engine.lastSequence() + 1, TIME_NS, message, 0, answer, 0);
            }
            codes[answer.getByte(CODE_OFFSET)]++;
        }
    }

    /** That what was measured is what was meant to be. */
    private void expectNearlyEveryCode() {
        Set<ResultCode> expected = EnumSet.range(ResultCode.TOO_OLD, ResultCode.STOCK_IS_PROMISED);
        expected.removeAll(EnumSet.of(
                ResultCode.INVALID_SETTINGS,
                ResultCode.TOO_MANY_LINES,
                ResultCode.AMOUNT_OVERFLOW,
                ResultCode.QUANTITY_OVERFLOW));
        expected.add(ResultCode.OK);
        Set<ResultCode> reached = EnumSet.noneOf(ResultCode.class);
        for (short code = 0; code < codes.length; code++) {
            if (codes[code] > 0) {
                reached.add(ResultCode.get(code));
            }
        }
        assertEquals(expected, reached);
    }
}
