// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.ReturnLine;
import io.holdfast.engine.Commands.ShipLine;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.LatePayment;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.codec.Switch;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.agrona.concurrent.UnsafeBuffer;

/** Test fixture: messages of every template as nobody well-meaning would send them, and noise. */
public final class HostileMessages {
    private static final long[] EXTREMES = {
        0,
        1,
        -1,
        7,
        8,
        255,
        16_384,
        65_534,
        65_535,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 32,
        3_153_600_000_000_000_000L,
        3_153_600_000_000_000_001L,
        Long.MAX_VALUE,
        Long.MAX_VALUE - 1,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1
    };

    /** What is done to orders is done to one of the last. */
    private static final int RECENT = 7;

    private final Random random;
    private final Commands commands = new Commands();
    private final long[] pricesMinor = new long[RECENT + 1];
    private long lastOrderId = 1_000;
    private long lastPaidOrderId;
    private long lastShippedOrderId;
    private long lastId = 1_000;
    /** Whether the message has nothing odd, so that there is something that others can hurt. */
    private boolean isTame;

    public HostileMessages(Random random) {
        this.random = random;
    }

    /** The next message, in a buffer that ends where it ends. */
    public UnsafeBuffer next(long timeNs) {
        return switch (random.nextInt(4)) {
            case 0 -> noise();
            case 1 -> mutated(timeNs);
            case 2 -> withExtremes(timeNs);
            default -> any(timeNs);
        };
    }

    private UnsafeBuffer noise() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return new UnsafeBuffer(bytes);
    }

    private UnsafeBuffer mutated(long timeNs) {
        UnsafeBuffer message = any(timeNs);
        int first = random.nextInt(4) == 0 ? 0 : MessageHeaderDecoder.ENCODED_LENGTH;
        for (int i = random.nextInt(4); i > 0; i--) {
            message.putByte(first + random.nextInt(message.capacity() - first), (byte) random.nextInt());
        }
        return message;
    }

    /** Some bytes somewhere in the body are those of an extreme number. */
    private UnsafeBuffer withExtremes(long timeNs) {
        UnsafeBuffer message = any(timeNs);
        int first = MessageHeaderDecoder.ENCODED_LENGTH;
        for (int i = random.nextInt(4); i > 0; i--) {
            byte[] number = new byte[Long.BYTES];
            new UnsafeBuffer(number).putLong(0, extreme(), ByteOrder.LITTLE_ENDIAN);
            int length = 1 << random.nextInt(4);
            message.putBytes(first + random.nextInt(message.capacity() - first - length + 1), number, 0, length);
        }
        return message;
    }

    private UnsafeBuffer any(long timeNs) {
        isTame = random.nextBoolean();
        commands.firstSentNs(now(40) ? extreme() : timeNs);
        byte[] bytes = new byte[encode()];
        commands.buffer().getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }

    private int encode() {
        return switch (random.nextInt(24)) {
            case 0 -> commands.defineSku(sku(), price(), few(), "code", limit(), locationOrder());
            case 1 -> commands.updateSku(sku(), price(), few(), limit(), version(), either(), locationOrder());
            case 2, 3, 4 -> commands.adjustStock(id(), sku(), location(), few(), AdjustmentReason.COUNT, text());
            case 5 -> commands.transferStock(id(), sku(), location(), location(), few(), text());
            case 6, 7, 8, 9 -> submitOrder(now(4) ? order() : ++lastOrderId);
            case 10, 11, 12 -> confirmOrder(order());
            case 13 -> commands.cancelOrder(order(), version());
            case 14, 15 -> shipOrder(now(2) ? order() : lastPaidOrderId);
            case 16, 17 -> returnOrder(now(2) ? order() : lastShippedOrderId);
            case 18 -> commands.configureEngine(settings());
            case 19 -> commands.tick();
            case 20 -> commands.queryStock(sku(), location());
            case 21 -> commands.queryOrder(order());
            case 22 -> commands.querySku(sku());
            default -> commands.queryEngine();
        };
    }

    private int submitOrder(long orderId) {
        List<Line> lines = lines(1, this::line);
        pricesMinor[(int) (orderId & RECENT)] = lines.stream()
                .mapToLong(line -> line.quantity() * line.unitPriceMinor())
                .sum();
        Terms terms = new Terms(
                ShortagePolicy.get((short) random.nextInt(3)),
                random.nextInt(3) > 0 ? 0 : number(),
                random.nextInt(3) > 0 ? 0 : number(),
                now(9) ? random.nextInt(256) : random.nextInt(8),
                LatePayment.get((short) random.nextInt(2)));
        return commands.submitOrder(orderId, random.nextInt(2), terms, lines);
    }

    private int confirmOrder(long orderId) {
        lastPaidOrderId = random.nextInt(3) == 0 ? orderId : lastPaidOrderId;
        long paidMinor = now(4) ? number() : pricesMinor[(int) (orderId & RECENT)];
        return commands.confirmOrder(orderId, paidMinor, version());
    }

    private int shipOrder(long orderId) {
        lastShippedOrderId = random.nextInt(3) == 0 ? orderId : lastShippedOrderId;
        return commands.shipOrder(
                id(), orderId, version(), random.nextBoolean() ? List.of() : lines(0, this::shipLine));
    }

    private int returnOrder(long orderId) {
        return commands.returnOrder(id(), orderId, version(), location(), either(), lines(0, this::returnLine));
    }

    private <T> List<T> lines(int least, Supplier<T> line) {
        int count = now(10) ? 0 : least + random.nextInt(3);
        if (now(200)) {
            count = Engine.MAX_ORDER_LINES + random.nextInt(2);
        }
        List<T> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line.get());
        }
        return lines;
    }

    private Line line() {
        return new Line(sku(), location(), few(), now(9) ? extreme() : 1);
    }

    private ShipLine shipLine() {
        return new ShipLine(lineNumber(), location(), few());
    }

    private ReturnLine returnLine() {
        return new ReturnLine(lineNumber(), few());
    }

    private EngineSettings settings() {
        int maxOrderLines = now(5) ? 100 : 9_000;
        int most = 800;
        return new EngineSettings(
                random.nextInt(200),
                10,
                most,
                most,
                most,
                maxOrderLines,
                most,
                most,
                most,
                random.nextInt(513),
                random.nextInt(100),
                random.nextInt(100));
    }

    private List<Integer> locationOrder() {
        List<Integer> locations = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            locations.add(location());
        }
        return locations;
    }

    private Switch either() {
        return random.nextInt(6) == 0 ? Switch.ON : Switch.OFF;
    }

    private Long price() {
        return now(9) ? (Long) extreme() : random.nextInt(3) > 0 ? null : (Long) 1L;
    }

    private String text() {
        return random.nextBoolean() ? "" : "x".repeat(random.nextInt(33));
    }

    private long order() {
        return now(10) ? extreme() : lastOrderId - random.nextInt(RECENT);
    }

    /** Of an adjustment, a shipment or a return. */
    private long id() {
        return now(4) ? random.nextBoolean() ? extreme() : lastId : ++lastId;
    }

    private long sku() {
        return now(10) ? extreme() : random.nextInt(3);
    }

    private int limit() {
        return random.nextInt(3) == 0 ? few() : 0;
    }

    private int version() {
        return now(3) ? (int) number() : 0;
    }

    private int location() {
        return switch (random.nextInt(isTame ? 5 : 9)) {
            case 0, 1, 2 -> 0;
            case 3, 4 -> Commands.ANY;
            case 5 -> 1;
            case 6 -> 65_534;
            case 7 -> random.nextInt(0x1_0000);
            default -> Commands.ANY;
        };
    }

    private int lineNumber() {
        return now(8) ? (int) (extreme() & 0xFFFF) : random.nextInt(2);
    }

    private int few() {
        return now(8) ? (int) extreme() : 1 + random.nextInt(4);
    }

    private long number() {
        return now(4) ? extreme() : random.nextInt(200);
    }

    private long extreme() {
        return EXTREMES[random.nextInt(EXTREMES.length)];
    }

    /** Now and then, but not where nothing is to be odd. */
    private boolean now(int andThen) {
        return !isTame && random.nextInt(andThen) == 0;
    }
}
