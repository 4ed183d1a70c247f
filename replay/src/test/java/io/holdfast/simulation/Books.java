// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import io.holdfast.engine.DecodedAnswer;
import io.holdfast.engine.DecodedAnswer.FulfilmentOutcome;
import io.holdfast.engine.ModelCommand.Adjust;
import io.holdfast.engine.ModelCommand.Content;
import io.holdfast.engine.ModelCommand.Return;
import io.holdfast.engine.ModelCommand.Ship;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.Switch;

/** Adds up what accepted commands do to what is on hand. */
final class Books {
    private long received;
    private long shipped;
    private long returned;
    private boolean knowsAll = true;

    /** Each effect once, whatever was said of it again. */
    void note(Content content, DecodedAnswer answer) {
        if (answer.code() != ResultCode.OK) {
            return;
        }
        if (content instanceof Adjust adjust) {
            received += adjust.delta();
        } else if (content instanceof Ship) {
            shipped += ((FulfilmentOutcome) answer).units();
        } else if (content instanceof Return takeBack && takeBack.restock() == Switch.ON) {
            returned += ((FulfilmentOutcome) answer).units();
        }
    }

    /** Something may or may not have had an effect. */
    void doNotKnow() {
        knowsAll = false;
    }

    boolean knowsAll() {
        return knowsAll;
    }

    long onHand() {
        return received - shipped + returned;
    }

    @Override
    public String toString() {
        return "received " + received + ", shipped " + shipped + ", returned " + returned;
    }
}
