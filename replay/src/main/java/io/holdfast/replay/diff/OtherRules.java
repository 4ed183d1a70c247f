// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.diff;

import io.holdfast.engine.codec.ShortagePolicy;
import java.math.BigDecimal;
import java.util.Map;

/**
 * What is to be otherwise than on record. Where nothing is, the commands are taken as they are.
 *
 * @param pricesMinor    what a unit of a SKU costs, in minor units, by the SKU's id.
 * @param customerLimits units of a SKU that one customer may have; 0 for no limit.
 * @param safetyStocks   units of a SKU that are never offered.
 * @param openingShare   what lay in stock before the first order: a share of the units of each SKU that were ordered, rounded
 *                       down; null for what is on record.
 * @param policy         what becomes of orders that ask for more than there is; null for what each says.
 */
public record OtherRules(
        Map<Long, Long> pricesMinor,
        Map<Long, Integer> customerLimits,
        Map<Long, Integer> safetyStocks,
        BigDecimal openingShare,
        ShortagePolicy policy) {
    /** The same as on record. */
    public static final OtherRules NONE = new OtherRules(Map.of(), Map.of(), Map.of(), null, null);

    /** Whether nothing is to be otherwise. */
    public boolean isNone() {
        return equals(NONE);
    }
}
