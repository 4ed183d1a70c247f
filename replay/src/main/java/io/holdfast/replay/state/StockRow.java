// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.state;

/**
 * A SKU's stock at a location.
 *
 * @param available  for new orders; below 0 where damage has eaten into the safety stock.
 * @param waiting    units that orders wait for at this location.
 * @param waitingAny units of the SKU that orders wait for at any location.
 */
public record StockRow(
        long skuId,
        String code,
        int location,
        long onHand,
        long reserved,
        long allocated,
        long available,
        long waiting,
        long waitingAny) {}
