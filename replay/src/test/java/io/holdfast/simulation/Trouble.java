// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import io.holdfast.engine.Dice;
import io.holdfast.engine.pipeline.Room;

/** What goes wrong with the machine while a process runs: its clock jumps or stands still, its disk is slow or nearly full. */
final class Trouble {
    private static final int STEPS_BETWEEN = 700;
    private static final int STEPS_FROZEN = 200;
    private static final int MOST_STEPS_SLOW = 1_000;
    private static final int MOST_STEPS_FULL = 500;

    private final Dice dice;
    private final SimulatedClock clock;
    private final Tally tally;
    private long slowUntilStep;
    private long fullUntilStep;

    Trouble(Dice dice, SimulatedClock clock, Tally tally) {
        this.dice = dice;
        this.clock = clock;
        this.tally = tally;
    }

    /** Another process runs now; the clock stays as it is. */
    void beginAnew() {
        slowUntilStep = 0;
        fullUntilStep = 0;
    }

    boolean isDiskSlow(long step) {
        return step < slowUntilStep;
    }

    /** @param isCalm whether there is to be no more of it. */
    void change(long step, ServerProcess process, boolean isCalm) {
        if (isCalm) {
            clock.mend();
        } else if (dice.oneIn(STEPS_BETWEEN)) {
            begin(step, process);
        } else if (dice.oneIn(STEPS_FROZEN)) {
            clock.goOn();
        }
        if (step >= fullUntilStep) {
            process.room(Room.AMPLE);
        }
    }

    private void begin(long step, ServerProcess process) {
        switch (dice.below(4)) {
            case 0 -> {
                clock.jump(dice.oneIn(2));
                tally.add(Event.CLOCK_JUMPS);
            }
            case 1 -> {
                clock.freeze();
                tally.add(Event.CLOCK_STALLS);
            }
            case 2 -> {
                slowUntilStep = step + dice.below(MOST_STEPS_SLOW);
                tally.add(Event.SLOW_DISKS);
            }
            default -> {
                fullUntilStep = step + dice.below(MOST_STEPS_FULL);
                process.room(dice.oneIn(2) ? Room.SCARCE : Room.NONE);
                tally.add(Event.FULL_DISKS);
            }
        }
    }
}
