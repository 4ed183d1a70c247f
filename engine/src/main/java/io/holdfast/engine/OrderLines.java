// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.OrderReportEncoder;
import io.holdfast.engine.codec.OrderStatus;

/** Tells the parts of an order as the lines of a report. */
final class OrderLines {
    private final OrderTable orders;
    private final PartTable parts;
    private final SkuTable skus;

    OrderLines(OrderTable orders, PartTable parts, SkuTable skus) {
        this.orders = orders;
        this.parts = parts;
        this.skus = skus;
    }

    void report(int order, OrderReportEncoder report) {
        OrderStatus status = orders.status(order);
        boolean holds =
                status == OrderStatus.RESERVED || status == OrderStatus.WAITING || status == OrderStatus.CONFIRMED;
        boolean waits = status == OrderStatus.WAITING;
        int count = 0;
        for (int part = orders.firstPart(order); part != PartTable.ABSENT; part = parts.next(part)) {
            count += quantity(part) > 0 ? 1 : 0;
        }
        // One entry for each line where there are more parts than an order may have lines.
        boolean byLine = count > Engine.MAX_ORDER_LINES;
        OrderReportEncoder.LinesEncoder encoder = report.linesCount(byLine ? Engine.MAX_ORDER_LINES : count);
        int part = orders.firstPart(order);
        while (part != PartTable.ABSENT) {
            int first = part;
            int quantity = 0;
            int held = 0;
            int waiting = 0;
            int shipped = 0;
            int returned = 0;
            do {
                quantity += quantity(part);
                held += holds ? parts.unshipped(part) : 0;
                waiting += waits ? parts.missing(part) : 0;
                shipped += parts.shipped(part);
                returned += parts.returned(part);
                part = parts.next(part);
            } while (byLine && part != PartTable.ABSENT && parts.line(part) == parts.line(first));
            if (quantity > 0) {
                encoder.next()
                        .skuId(skus.id(parts.sku(first)))
                        .unitPriceMinor(parts.unitPriceMinor(first))
                        .quantity(quantity)
                        .location(byLine ? Location.ANY : parts.location(first))
                        .line(parts.line(first))
                        .held(held)
                        .waiting(waiting)
                        .shipped(shipped)
                        .returned(returned);
            }
        }
        encoder.resetCountToIndex();
    }

    /** Units got, or waited for. */
    private int quantity(int part) {
        return parts.units(part) + parts.missing(part);
    }
}
