// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SkuOutcomeEncoder;

/** Makes a SKU known. */
final class DefineSku {
    private final State state;
    private final SkuTable skus;
    private final LocationOrder locationOrder = new LocationOrder();

    DefineSku(State state) {
        this.state = state;
        this.skus = state.skus;
    }

    void decide(DefineSkuDecoder command, SkuOutcomeEncoder outcome) {
        locationOrder.read(command);
        long fingerprint = SkuTable.fingerprint(command, locationOrder);
        int known = skus.find(command.skuId());
        ResultCode code = check(command, known, fingerprint);
        long decidedSequence = state.lastSequence;
        int version = known == SkuTable.ABSENT ? 0 : skus.version(known);
        if (code == ResultCode.OK) {
            version = State.FIRST_VERSION;
            if (known == SkuTable.ABSENT) {
                skus.define(state.lastSequence, command, locationOrder, fingerprint);
            } else {
                decidedSequence = skus.definedSequence(known);
            }
        }
        Answer.header(outcome.header(), command.header(), state.lastSequence, decidedSequence, code);
        outcome.skuId(command.skuId()).skuVersion(version);
    }

    private ResultCode check(DefineSkuDecoder command, int known, long fingerprint) {
        ResultCode age = state.checkAge(command.header());
        if (age != ResultCode.OK) {
            return age;
        }
        if (known != SkuTable.ABSENT) {
            // What does not fit into a location order is not in the fingerprint, and no known SKU has it.
            boolean isSame = skus.fingerprint(known) == fingerprint && locationOrder.isValid();
            return isSame ? ResultCode.OK : ResultCode.ID_CONFLICT;
        }
        if (skus.isFull()) {
            return ResultCode.CAPACITY;
        }
        return checkContent(
                command.listPriceMinor(),
                command.safetyStock(),
                NullValue.orZero(command.customerLimit()),
                locationOrder);
    }

    /** The checks that a definition and an update have in common. */
    static ResultCode checkContent(
            long listPriceMinor, int safetyStock, int customerLimit, LocationOrder locationOrder) {
        if (safetyStock < 0 || customerLimit < 0) {
            return ResultCode.INVALID_QUANTITY;
        }
        if (listPriceMinor < 0 && listPriceMinor != SkuTable.NO_LIST_PRICE) {
            return ResultCode.INVALID_PRICE;
        }
        return locationOrder.isValid() ? ResultCode.OK : ResultCode.INVALID_LOCATION;
    }
}
