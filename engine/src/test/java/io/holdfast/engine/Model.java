// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.DecodedAnswer.EngineOutcome;
import io.holdfast.engine.DecodedAnswer.Header;
import io.holdfast.engine.DecodedAnswer.OrderOutcome;
import io.holdfast.engine.DecodedAnswer.OrderReport;
import io.holdfast.engine.DecodedAnswer.SkuOutcome;
import io.holdfast.engine.DecodedAnswer.StockOutcome;
import io.holdfast.engine.DecodedAnswer.StockReport;
import io.holdfast.engine.ModelCommand.Adjust;
import io.holdfast.engine.ModelCommand.Cancel;
import io.holdfast.engine.ModelCommand.Configure;
import io.holdfast.engine.ModelCommand.Confirm;
import io.holdfast.engine.ModelCommand.Content;
import io.holdfast.engine.ModelCommand.Define;
import io.holdfast.engine.ModelCommand.Submit;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import java.math.BigInteger;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The rules of the design, chapter 2, said as plainly as possible and without a thought for speed: what random commands
 * are compared with, and a specification to read.
 *
 * <p>It remembers commands and how they were answered, and works everything else out anew from these each time: on hand
 * is the sum of the adjustments that were taken, reserved and allocated are the sums over the lines of the orders in that
 * status. A command is judged by collecting everything that is wrong with it; the answer is the code that is declared
 * first.
 */
final class Model {
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final long LONGEST_WINDOW_NS = TimeUnit.DAYS.toNanos(36_500);
    private static final int MOST_IDS = 1 << 29;
    private static final int MOST_LINES = 2_048;

    private record Defined(Define content, long sequence) {}

    private record Adjusted(Adjust content, StockOutcome original) {
        boolean isAt(Place place) {
            return original.code() == ResultCode.OK && place.equals(new Place(content.skuId(), content.location()));
        }
    }

    private record Ordered(Submit content, OrderOutcome original, OrderStatus status, long paidMinor, long changed) {
        Ordered become(OrderStatus newStatus, long newPaidMinor, long sequence) {
            return new Ordered(content, original, newStatus, newPaidMinor, sequence);
        }

        List<Line> lines() {
            return status == OrderStatus.REJECTED ? List.of() : content.lines();
        }
    }

    private record Place(long skuId, int location) {}

    /** When a command is decided, and what its answer begins with. */
    private record Turn(long sequence, long timeNs, ModelCommand command) {
        Header answer(ResultCode code) {
            return new Header(command.correlationId(), sequence, sequence, code);
        }

        Header answerAgain(long decidedSequence, ResultCode code) {
            return new Header(command.correlationId(), sequence, decidedSequence, code);
        }
    }

    private final Map<Long, Defined> skus = new HashMap<>();
    private final Map<Long, Adjusted> adjustments = new HashMap<>();
    private final Map<Long, Ordered> orders = new HashMap<>();
    private EngineSettings settings = new EngineSettings(0, 0, 0, 0, 0, 0, 0);
    private long lastSequence;
    private int changes;

    DecodedAnswer decide(long sequence, long timeNs, ModelCommand command) {
        lastSequence = sequence;
        Turn turn = new Turn(sequence, timeNs, command);
        Content content = command.content();
        if (content instanceof Define define) {
            return define(turn, define);
        } else if (content instanceof Adjust adjust) {
            return adjust(turn, adjust);
        } else if (content instanceof Submit submit) {
            return submit(turn, submit);
        } else if (content instanceof Confirm confirm) {
            return confirm(turn, confirm);
        } else if (content instanceof Cancel cancel) {
            return cancel(turn, cancel);
        }
        return configure(turn, (Configure) content);
    }

    // ----- SKUs -----

    private SkuOutcome define(Turn turn, Define wanted) {
        Defined known = skus.get(wanted.skuId());
        Set<ResultCode> wrong = wrongAge(turn);
        if (known == null) {
            addIf(wrong, skus.size() >= settings.maxSkus(), ResultCode.CAPACITY);
            addIf(wrong, wanted.safetyStock() < 0, ResultCode.INVALID_QUANTITY);
            addIf(wrong, wanted.listPriceMinor() != null && wanted.listPriceMinor() < 0, ResultCode.INVALID_PRICE);
        } else {
            addIf(wrong, !known.content.equals(wanted), ResultCode.ID_CONFLICT);
        }
        ResultCode code = first(wrong);
        if (code == ResultCode.OK && known != null) {
            return new SkuOutcome(turn.answerAgain(known.sequence, code), wanted.skuId());
        }
        if (code == ResultCode.OK) {
            skus.put(wanted.skuId(), new Defined(wanted, turn.sequence));
            changes++;
        }
        return new SkuOutcome(turn.answer(code), wanted.skuId());
    }

    // ----- Stock -----

    private StockOutcome adjust(Turn turn, Adjust wanted) {
        Place place = new Place(wanted.skuId(), wanted.location());
        boolean isKnownSku = skus.containsKey(wanted.skuId());
        Adjusted known = adjustments.get(wanted.adjustmentId());
        Set<ResultCode> wrong = wrongAge(turn);
        addIf(wrong, known != null && !known.content.equals(wanted), ResultCode.ID_CONFLICT);
        if (known != null && wrong.isEmpty()) {
            Header header = turn.answerAgain(known.original.header().decidedSequence(), known.original.code());
            return stockOutcome(header, wanted, known.original.onHand(), known.original.promised());
        }

        boolean needsStock = isKnownSku && !hasStock(place);
        BigInteger after = BigInteger.valueOf(onHand(place)).add(BigInteger.valueOf(wanted.delta()));
        addIf(wrong, adjustments.size() >= settings.maxAdjustments(), ResultCode.CAPACITY);
        addIf(wrong, needsStock && stockCount() >= settings.maxStocks(), ResultCode.CAPACITY);
        addIf(wrong, wanted.delta() == 0, ResultCode.INVALID_QUANTITY);
        addIf(wrong, !isKnownSku, ResultCode.UNKNOWN_SKU);
        addIf(wrong, after.compareTo(LARGEST) > 0, ResultCode.QUANTITY_OVERFLOW);
        addIf(wrong, after.compareTo(BigInteger.valueOf(promised(place))) < 0, ResultCode.STOCK_IS_PROMISED);

        ResultCode code = first(wrong);
        if (leavesNoMemory(code)) {
            return stockOutcome(turn.answer(code), wanted, 0, 0);
        }
        long onHand = code == ResultCode.OK ? after.longValueExact() : onHand(place);
        StockOutcome outcome = stockOutcome(turn.answer(code), wanted, onHand, promised(place));
        adjustments.put(wanted.adjustmentId(), new Adjusted(wanted, outcome));
        changes++;
        return outcome;
    }

    private static StockOutcome stockOutcome(Header header, Adjust wanted, long onHand, long promised) {
        return new StockOutcome(header, wanted.adjustmentId(), wanted.skuId(), wanted.location(), onHand, promised);
    }

    private boolean hasStock(Place place) {
        return adjustments.values().stream().anyMatch(adjusted -> adjusted.isAt(place));
    }

    private long stockCount() {
        return adjustments.values().stream()
                .filter(adjusted -> adjusted.original.code() == ResultCode.OK)
                .map(adjusted -> new Place(adjusted.content.skuId(), adjusted.content.location()))
                .distinct()
                .count();
    }

    private long onHand(Place place) {
        return adjustments.values().stream()
                .filter(adjusted -> adjusted.isAt(place))
                .mapToLong(adjusted -> adjusted.content.delta())
                .sum();
    }

    private long unitsOf(OrderStatus status, Place place) {
        long units = 0;
        for (Ordered order : orders.values()) {
            if (order.status == status) {
                for (Line line : order.content.lines()) {
                    if (line.skuId() == place.skuId && line.location() == place.location) {
                        units += line.quantity();
                    }
                }
            }
        }
        return units;
    }

    private long promised(Place place) {
        return unitsOf(OrderStatus.RESERVED, place) + unitsOf(OrderStatus.CONFIRMED, place);
    }

    private long available(Place place) {
        Defined sku = skus.get(place.skuId);
        return sku == null ? 0 : onHand(place) - promised(place) - sku.content.safetyStock();
    }

    // ----- Orders -----

    private OrderOutcome submit(Turn turn, Submit wanted) {
        Ordered known = orders.get(wanted.orderId());
        Set<ResultCode> wrong = wrongAge(turn);
        addIf(wrong, known != null && !known.content.equals(wanted), ResultCode.ID_CONFLICT);
        if (known != null && wrong.isEmpty()) {
            OrderOutcome original = known.original;
            Header header = turn.answerAgain(original.header().decidedSequence(), original.code());
            return new OrderOutcome(header, wanted.orderId(), original.totalMinor(), 0, 0, original.status());
        }

        List<Line> lines = wanted.lines();
        addIf(wrong, orders.size() >= settings.maxOrders(), ResultCode.CAPACITY);
        addIf(wrong, lineCount() + lines.size() > settings.maxOrderLines(), ResultCode.CAPACITY);
        addIf(wrong, lines.isEmpty(), ResultCode.EMPTY_ORDER);
        addIf(wrong, lines.size() > MOST_LINES, ResultCode.TOO_MANY_LINES);
        addIf(wrong, any(lines, line -> line.quantity() <= 0), ResultCode.INVALID_QUANTITY);
        addIf(wrong, any(lines, line -> line.unitPriceMinor() < 0), ResultCode.INVALID_PRICE);
        addIf(wrong, any(lines, line -> !skus.containsKey(line.skuId())), ResultCode.UNKNOWN_SKU);
        addIf(wrong, any(lines, this::missesTheListPrice), ResultCode.PRICE_MISMATCH);
        addIf(wrong, total(lines).compareTo(LARGEST) > 0, ResultCode.AMOUNT_OVERFLOW);
        addIf(wrong, isShort(lines), ResultCode.INSUFFICIENT_STOCK);

        ResultCode code = first(wrong);
        if (leavesNoMemory(code)) {
            return new OrderOutcome(turn.answer(code), wanted.orderId(), 0, 0, 0, OrderStatus.NONE);
        }
        OrderStatus status = code == ResultCode.OK ? OrderStatus.RESERVED : OrderStatus.REJECTED;
        long totalMinor = code == ResultCode.OK ? total(lines).longValueExact() : 0;
        OrderOutcome outcome = new OrderOutcome(turn.answer(code), wanted.orderId(), totalMinor, 0, 0, status);
        orders.put(wanted.orderId(), new Ordered(wanted, outcome, status, 0, turn.sequence));
        changes++;
        return outcome;
    }

    private OrderOutcome confirm(Turn turn, Confirm wanted) {
        Ordered order = orders.get(wanted.orderId());
        Set<ResultCode> wrong = wrongAge(turn);
        addIf(wrong, wanted.paidMinor() < 0, ResultCode.INVALID_PRICE);
        addIf(wrong, order == null, ResultCode.UNKNOWN_ORDER);
        addIf(wrong, is(order, OrderStatus.REJECTED), ResultCode.ORDER_REJECTED);
        addIf(wrong, is(order, OrderStatus.CANCELLED), ResultCode.ORDER_CANCELLED);
        addIf(
                wrong,
                order != null && wanted.paidMinor() != order.original.totalMinor(),
                ResultCode.PAID_AMOUNT_MISMATCH);
        if (wrong.isEmpty() && is(order, OrderStatus.RESERVED)) {
            orders.put(wanted.orderId(), order.become(OrderStatus.CONFIRMED, wanted.paidMinor(), turn.sequence));
            changes++;
        }
        return asItIs(turn, wanted.orderId(), first(wrong));
    }

    private OrderOutcome cancel(Turn turn, Cancel wanted) {
        Ordered order = orders.get(wanted.orderId());
        Set<ResultCode> wrong = wrongAge(turn);
        addIf(wrong, order == null, ResultCode.UNKNOWN_ORDER);
        addIf(wrong, is(order, OrderStatus.REJECTED), ResultCode.ORDER_REJECTED);
        if (wrong.isEmpty() && !is(order, OrderStatus.CANCELLED)) {
            orders.put(wanted.orderId(), order.become(OrderStatus.CANCELLED, order.paidMinor, turn.sequence));
            changes++;
        }
        return asItIs(turn, wanted.orderId(), first(wrong));
    }

    private static boolean is(Ordered order, OrderStatus status) {
        return order != null && order.status == status;
    }

    private OrderOutcome asItIs(Turn turn, long orderId, ResultCode code) {
        Ordered order = orders.get(orderId);
        if (order == null) {
            return new OrderOutcome(turn.answer(code), orderId, 0, 0, 0, OrderStatus.NONE);
        }
        Header header = code == ResultCode.OK ? turn.answerAgain(order.changed, code) : turn.answer(code);
        long refundDueMinor = order.status == OrderStatus.CANCELLED ? order.paidMinor : 0;
        return new OrderOutcome(
                header, orderId, order.original.totalMinor(), order.paidMinor, refundDueMinor, order.status);
    }

    private boolean missesTheListPrice(Line line) {
        Defined sku = skus.get(line.skuId());
        return sku != null
                && sku.content.listPriceMinor() != null
                && sku.content.listPriceMinor() != line.unitPriceMinor();
    }

    private boolean isShort(List<Line> lines) {
        Map<Place, Long> demand = new HashMap<>();
        for (Line line : lines) {
            demand.merge(new Place(line.skuId(), line.location()), (long) line.quantity(), Long::sum);
        }
        return demand.entrySet().stream().anyMatch(asked -> asked.getValue() > available(asked.getKey()));
    }

    private static BigInteger total(List<Line> lines) {
        BigInteger total = BigInteger.ZERO;
        for (Line line : lines) {
            total = total.add(BigInteger.valueOf(line.unitPriceMinor()).multiply(BigInteger.valueOf(line.quantity())));
        }
        return total;
    }

    private long lineCount() {
        return orders.values().stream().mapToLong(order -> order.lines().size()).sum();
    }

    // ----- Settings -----

    private EngineOutcome configure(Turn turn, Configure wanted) {
        EngineSettings its = wanted.settings();
        boolean holds = its.retentionWindowNs() >= 0
                && its.retentionWindowNs() <= LONGEST_WINDOW_NS
                && its.futureToleranceNs() >= 0
                && its.futureToleranceNs() <= LONGEST_WINDOW_NS
                && its.maxSkus() >= skus.size()
                && its.maxSkus() <= MOST_IDS
                && its.maxStocks() >= stockCount()
                && its.maxOrders() >= orders.size()
                && its.maxOrders() <= MOST_IDS
                && its.maxOrderLines() >= lineCount()
                && its.maxAdjustments() >= adjustments.size()
                && its.maxAdjustments() <= MOST_IDS;
        if (holds && !settings.equals(its)) {
            settings = its;
            changes++;
        }
        return new EngineOutcome(turn.answer(holds ? ResultCode.OK : ResultCode.INVALID_SETTINGS));
    }

    // ----- What commands have in common -----

    private Set<ResultCode> wrongAge(Turn turn) {
        Set<ResultCode> wrong = EnumSet.noneOf(ResultCode.class);
        BigInteger ageNs = BigInteger.valueOf(turn.timeNs).subtract(BigInteger.valueOf(turn.command.firstSentNs()));
        addIf(wrong, ageNs.compareTo(BigInteger.valueOf(settings.retentionWindowNs())) > 0, ResultCode.TOO_OLD);
        addIf(
                wrong,
                ageNs.negate().compareTo(BigInteger.valueOf(settings.futureToleranceNs())) > 0,
                ResultCode.FROM_THE_FUTURE);
        return wrong;
    }

    private static void addIf(Set<ResultCode> wrong, boolean fails, ResultCode code) {
        if (fails) {
            wrong.add(code);
        }
    }

    private static boolean any(List<Line> lines, Predicate<Line> fails) {
        return lines.stream().anyMatch(fails);
    }

    private static ResultCode first(Set<ResultCode> wrong) {
        return wrong.isEmpty() ? ResultCode.OK : Collections.min(wrong);
    }

    /** Refused before it was looked at. */
    private static boolean leavesNoMemory(ResultCode code) {
        return code != ResultCode.OK && code.compareTo(ResultCode.CAPACITY) <= 0;
    }

    // ----- What can be asked -----

    StockReport stock(long correlationId, long skuId, int location) {
        Place place = new Place(skuId, location);
        Defined sku = skus.get(skuId);
        ResultCode code = sku == null ? ResultCode.UNKNOWN_SKU : ResultCode.OK;
        return new StockReport(
                new Header(correlationId, lastSequence, lastSequence, code),
                skuId,
                location,
                onHand(place),
                unitsOf(OrderStatus.RESERVED, place),
                unitsOf(OrderStatus.CONFIRMED, place),
                available(place),
                sku == null ? null : sku.content.listPriceMinor(),
                sku == null ? 0 : sku.content.safetyStock(),
                sku == null ? "" : sku.content.code());
    }

    OrderReport order(long correlationId, long orderId) {
        Ordered order = orders.get(orderId);
        if (order == null) {
            return new OrderReport(
                    new Header(correlationId, lastSequence, lastSequence, ResultCode.UNKNOWN_ORDER),
                    orderId,
                    0,
                    0,
                    0,
                    OrderStatus.NONE,
                    ResultCode.UNKNOWN_ORDER,
                    List.of());
        }
        return new OrderReport(
                new Header(correlationId, lastSequence, order.changed, ResultCode.OK),
                orderId,
                order.content.customerId(),
                order.original.totalMinor(),
                order.paidMinor,
                order.status,
                order.original.code(),
                order.lines());
    }

    int skuCount() {
        return skus.size();
    }

    int orderCount() {
        return orders.size();
    }

    int adjustmentCount() {
        return adjustments.size();
    }

    EngineSettings settings() {
        return settings;
    }

    /** Goes up by one with each change of the state. */
    int changes() {
        return changes;
    }
}
