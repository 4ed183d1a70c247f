// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.state;

import java.util.List;

/**
 * What is set of a SKU.
 *
 * @param listPriceMinor null if there is none.
 * @param customerLimit  0 if there is none.
 * @param version        1 when it was defined, one more with each change.
 */
public record SkuRow(
        long skuId,
        String code,
        Long listPriceMinor,
        int safetyStock,
        int customerLimit,
        boolean suspended,
        List<Integer> locationOrder,
        int version) {}
