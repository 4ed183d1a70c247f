// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import io.holdfast.engine.Engine;
import io.holdfast.replay.ReplayObserver;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/** Tells every change of a SKU's stocks, and adds them up, while a journal is replayed, from what they are at its beginning. */
public final class StockHistory implements ReplayObserver {
    private final long skuId;
    private final OptionalInt onlyLocation;
    private final Consumer<StockChange> changes;
    private final DecisionDecoder decoder = new DecisionDecoder();
    private final List<StockMove> moves = new ArrayList<>();
    private final SortedMap<Integer, Account> accounts = new TreeMap<>();

    /**
     * @param onlyLocation the location of the one stock that is of interest; all of the SKU's if there is none.
     */
    public StockHistory(long skuId, OptionalInt onlyLocation, Consumer<StockChange> changes) {
        this.skuId = skuId;
        this.onlyLocation = onlyLocation;
        this.changes = changes;
        onlyLocation.ifPresent(location -> accounts.put(location, new Account(StockUnits.NONE)));
    }

    @Override
    public void onBegin(Engine engine) {
        StockQuery query = new StockQuery(engine);
        accounts.replaceAll((location, account) -> new Account(query.units(skuId, location)));
        if (onlyLocation.isEmpty()) {
            engine.forEachLocation(
                    skuId, location -> accounts.put(location, new Account(query.units(skuId, location))));
        }
    }

    @Override
    public void onStockChange(
            long changedSkuId, int location, long onHandDelta, long reservedDelta, long allocatedDelta, long orderId) {
        if (changedSkuId == skuId && onlyLocation.orElse(location) == location) {
            StockUnits delta = new StockUnits(onHandDelta, reservedDelta, allocatedDelta);
            moves.add(new StockMove(skuId, location, delta, orderId));
        }
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
        if (!moves.isEmpty()) {
            tell(decoder.decode(sequence, timestampNs, buffer, commandOffset, outcomeOffset, outcomeLength));
            moves.clear();
        }
    }

    private void tell(Decision decision) {
        List<Cause> causes = Causes.of(decision, moves);
        for (int i = 0; i < causes.size(); i++) {
            StockMove move = moves.get(i);
            Account account = accounts.computeIfAbsent(move.location(), location -> new Account(StockUnits.NONE));
            account.add(causes.get(i), move.delta());
            changes.accept(new StockChange(decision, causes.get(i), move, account.now));
        }
    }

    /**
     * What the histories come to, and what the engine says.
     *
     * @param engine as the replay has left it.
     */
    public List<StockSum> sums(Engine engine) {
        StockQuery query = new StockQuery(engine);
        List<StockSum> sums = new ArrayList<>();
        accounts.forEach((location, account) -> sums.add(new StockSum(
                skuId,
                location,
                account.opening,
                List.copyOf(account.byCause.values()),
                account.now,
                query.units(skuId, location))));
        return sums;
    }

    private static final class Account {
        private final Map<Cause, StockSum.OfCause> byCause = new EnumMap<>(Cause.class);
        private final StockUnits opening;
        private StockUnits now;

        Account(StockUnits opening) {
            this.opening = opening;
            this.now = opening;
        }

        void add(Cause cause, StockUnits delta) {
            StockSum.OfCause before = byCause.getOrDefault(cause, new StockSum.OfCause(cause, 0, StockUnits.NONE));
            byCause.put(cause, before.plus(delta));
            now = now.plus(delta);
        }
    }
}
