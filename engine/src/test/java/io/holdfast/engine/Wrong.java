// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.ResultCode;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Everything that is wrong with a command of the {@link Model}; the answer is the code that is declared first. */
final class Wrong {
    private final Set<ResultCode> codes = EnumSet.noneOf(ResultCode.class);

    /** Begins with what is wrong with a command's age. */
    static Wrong age(ModelState state) {
        long firstSentNs = state.command.firstSentNs();
        long oldestNs = Math.max(state.nowNs - state.settings.retentionWindowNs(), state.horizonNs);
        return new Wrong()
                .addIf(firstSentNs < oldestNs, ResultCode.TOO_OLD)
                .addIf(firstSentNs > state.nowNs + state.settings.futureToleranceNs(), ResultCode.FROM_THE_FUTURE);
    }

    Wrong addIf(boolean fails, ResultCode code) {
        if (fails) {
            codes.add(code);
        }
        return this;
    }

    boolean nothing() {
        return codes.isEmpty();
    }

    ResultCode code() {
        return codes.isEmpty() ? ResultCode.OK : Collections.min(codes);
    }

    /** Whether the command is refused before its id would be remembered. */
    boolean leavesNoMemory() {
        return !nothing() && code().compareTo(ResultCode.CAPACITY) <= 0;
    }
}
