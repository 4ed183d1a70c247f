// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import io.holdfast.engine.Engine;
import io.holdfast.engine.MessageFormat;
import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.journal.RecordHandler;
import io.holdfast.replay.state.StateQueries;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Finds the SKUs that somebody may mean: those that a replay would begin with, and those that are defined on record. */
public final class SkuLookup implements RecordHandler {
    /** A SKU as it was defined. */
    public record Sku(long id, String code) {}

    private final String idOrCode;
    private final DecisionDecoder decoder = new DecisionDecoder();
    private final List<Sku> byId = new ArrayList<>();
    private final List<Sku> byCode = new ArrayList<>();

    /** @param begin what a replay of the journal would begin with. */
    public SkuLookup(String idOrCode, Engine begin) {
        this.idOrCode = idOrCode;
        StateQueries queries = new StateQueries(begin);
        begin.forEachSku(
                skuId -> add(new Sku(skuId, queries.sku(skuId).orElseThrow().code())));
    }

    /** Of the records so far, the SKU with that id; if there is none, those with that code, which may be several. */
    public List<Sku> found() {
        return byId.isEmpty() ? byCode : byId;
    }

    @Override
    public void onRecord(
            long sequence,
            long timestampNs,
            DirectBuffer buffer,
            int commandOffset,
            int commandLength,
            int outcomeOffset,
            int outcomeLength) {
        if (MessageFormat.templateId(buffer, commandOffset) != DefineSkuDecoder.TEMPLATE_ID) {
            return;
        }
        Decision decision = decoder.decode(sequence, timestampNs, buffer, commandOffset, outcomeOffset, outcomeLength);
        if (decision.takesEffect() && decision.command() instanceof RecordedCommand.DefineSku defined) {
            add(new Sku(defined.skuId(), defined.code()));
        }
    }

    private void add(Sku sku) {
        if (Long.toString(sku.id()).equals(idOrCode)) {
            byId.add(sku);
        } else if (sku.code().equals(idOrCode)) {
            byCode.add(sku);
        }
    }
}
