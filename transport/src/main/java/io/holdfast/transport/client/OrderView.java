// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;

/**
 * An order as it is.
 *
 * @param code       OK, or UNKNOWN_ORDER.
 * @param sequence   of the last command before the query.
 * @param order      the order and its lines; a rejected order's lines are not kept.
 * @param submission how the submission was answered.
 */
public record OrderView(
        ResultCode code,
        long sequence,
        Order order,
        OrderStatus status,
        ResultCode submission,
        long totalMinor,
        long paidMinor) {}
