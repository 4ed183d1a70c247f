// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.workload;

/** Which SKUs are asked for. */
public enum Demand {
    /** One SKU takes 90 % of the demand, all others together the rest. */
    HOT {
        @Override
        long skuId(long bits) {
            boolean isHot = ((bits & 0xFFFF) * TENTHS) >>> Short.SIZE < HOT_TENTHS;
            return isHot ? 1 : 2L + Submissions.below(Submissions.SKUS - 1, bits);
        }

        @Override
        double shareOf(long skuId) {
            return skuId == 1
                    ? (double) HOT_TENTHS / TENTHS
                    : (double) (TENTHS - HOT_TENTHS) / TENTHS / (Submissions.SKUS - 1);
        }
    },
    /** All SKUs alike. */
    UNIFORM {
        @Override
        long skuId(long bits) {
            return 1L + Submissions.below(Submissions.SKUS, bits);
        }

        @Override
        double shareOf(long skuId) {
            return 1.0 / Submissions.SKUS;
        }
    };

    private static final int TENTHS = 10;
    private static final int HOT_TENTHS = 9;

    /** The SKU that random bits ask for. */
    abstract long skuId(long bits);

    /** How much of the demand is for a SKU; 1 is all. */
    abstract double shareOf(long skuId);
}
