// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SkuOutcomeEncoder;

/** Makes a SKU known. */
final class DefineSku {
    private final State state;
    private final SkuTable skus;

    DefineSku(State state) {
        this.state = state;
        this.skus = state.skus;
    }

    void decide(long sequence, long timestampNs, DefineSkuDecoder command, SkuOutcomeEncoder outcome) {
        long fingerprint = SkuTable.fingerprint(command);
        int known = skus.find(command.skuId());
        ResultCode code = check(timestampNs, command, known, fingerprint);
        long decidedSequence = sequence;
        if (code == ResultCode.OK) {
            if (known == SkuTable.ABSENT) {
                skus.define(sequence, command, fingerprint);
            } else {
                decidedSequence = skus.definedSequence(known);
            }
        }
        Answer.header(outcome.header(), command.header(), sequence, decidedSequence, code);
        outcome.skuId(command.skuId());
    }

    private ResultCode check(long timestampNs, DefineSkuDecoder command, int known, long fingerprint) {
        ResultCode age = state.checkAge(command.header(), timestampNs);
        if (age != ResultCode.OK) {
            return age;
        }
        if (known != SkuTable.ABSENT) {
            return skus.fingerprint(known) == fingerprint ? ResultCode.OK : ResultCode.ID_CONFLICT;
        }
        if (skus.isFull()) {
            return ResultCode.CAPACITY;
        }
        if (command.safetyStock() < 0) {
            return ResultCode.INVALID_QUANTITY;
        }
        if (command.listPriceMinor() < 0 && command.listPriceMinor() != SkuTable.NO_LIST_PRICE) {
            return ResultCode.INVALID_PRICE;
        }
        return ResultCode.OK;
    }
}
