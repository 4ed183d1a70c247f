// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

/** Ids of one kind, few enough to collide, which are mostly used one after the other, as clients would. */
final class RandomIds {
    private final Dice dice;
    private final long[] ids;
    private int begun;

    RandomIds(Dice dice) {
        this.dice = dice;
        this.ids = dice.ids(4 + dice.below(100));
    }

    long next() {
        return dice.oneIn(6) ? dice.any(ids) : ids[begun++ % ids.length];
    }

    /** One that may have been used lately. */
    long used() {
        if (begun == 0 || dice.oneIn(20)) {
            return dice.any(ids);
        }
        int ago = 1 + dice.below(dice.oneIn(3) ? begun : Math.min(begun, 6));
        return ids[(begun - ago) % ids.length];
    }
}
