// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.diff;

import io.holdfast.engine.Engine;
import io.holdfast.engine.StockListener;
import io.holdfast.engine.codec.EffectKind;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.journal.JournalEnd;
import io.holdfast.journal.JournalRange;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.JournalTail;
import io.holdfast.journal.RecordHandler;
import io.holdfast.journal.Repairs;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.replay.DivergedException;
import io.holdfast.replay.OutcomeComparison;
import io.holdfast.replay.UndecidedException;
import io.holdfast.replay.history.Decision;
import io.holdfast.replay.history.DecisionDecoder;
import io.holdfast.replay.history.Effect;
import io.holdfast.replay.history.RecordedCommand;
import io.holdfast.replay.history.RecordedOutcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.LongHashSet;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Runs the commands on record through an engine, under other rules or just by this build, each at its time, and tells what is
 * decided otherwise than on record. Beside the engine it remembers some bytes for each order that fares otherwise.
 *
 * <p>Nobody does anything that is not on record: who was refused then and is accepted now pays only if a payment is on
 * record.
 */
public final class ReplayDiff {
    private final boolean isSameRules;
    private final OtherReceipts receipts;
    private final DueAmounts due = new DueAmounts();
    private final CommandRewriter rewriter;
    private final Consumer<Difference> differences;

    private final Engine engine;
    private final Repairs repairs;
    private final UnsafeBuffer outcome = new UnsafeBuffer(ByteBuffer.allocateDirect(Engine.MAX_OUTCOME_LENGTH));
    private final DecisionDecoder decoder = new DecisionDecoder();
    private final OutcomeComparison comparison = new OutcomeComparison();

    private boolean isOpen;
    private final Sums onRecord = new Sums();
    private final Sums now = new Sums();
    private final Map<String, DiffReport.Tally> tallies = new TreeMap<>();
    private final LongHashSet differingOrderIds = new LongHashSet();
    private final Long2ObjectHashMap<Amount> unpaid = new Long2ObjectHashMap<>();

    /** By order: how much more often it expires now than on record; it may be at another time. */
    private final Long2LongHashMap expiries = new Long2LongHashMap(0);

    private ReplayDiff(
            Engine engine,
            Repairs repairs,
            OtherRules rules,
            OtherReceipts receipts,
            Consumer<Difference> differences) {
        this.engine = engine;
        this.repairs = repairs;
        this.isSameRules = rules.isNone();
        this.receipts = receipts;
        this.rewriter = new CommandRewriter(rules, receipts, due);
        this.differences = differences;
    }

    /**
     * Compares.
     *
     * @param rules       what is to be otherwise.
     * @param watch       what is put before each handler of records, of which there are two if the opening stock is another.
     * @param differences takes what is decided otherwise, in the order of the journal.
     * @throws UnfitRulesException if there can be no such opening stock.
     * @throws DivergedException   if a command cannot be decided at all.
     */
    public static DiffReport run(
            JournalSource journal,
            OtherRules rules,
            UnaryOperator<RecordHandler> watch,
            Consumer<Difference> differences)
            throws IOException {
        Engine engine = Snapshots.beside(journal)
                .restoreOldest(journal, StockListener.NONE)
                .engine();
        OtherReceipts receipts = new OtherReceipts();
        JournalRange range = JournalRange.after(engine.lastSequence());
        if (rules.openingShare() != null) {
            if (engine.lastSequence() > 0) {
                throw new UnfitRulesException(
                        "there can be no other opening stock: the journal's oldest files, which tell of"
                                + " it, have been removed");
            }
            OpeningStock opening = new OpeningStock();
            JournalEnd end = JournalTail.read(journal, range, watch.apply(opening));
            // No more than what was counted, whatever has come since.
            range = JournalRange.upTo(end.lastSequence());
            receipts = opening.times(rules.openingShare());
        }
        ReplayDiff diff = new ReplayDiff(engine, Repairs.of(journal), rules, receipts, differences);
        return diff.report(JournalTail.read(journal, range, watch.apply(diff::onRecord)));
    }

    private void onRecord(
            long sequence,
            long timestampNs,
            DirectBuffer buffer,
            int commandOffset,
            int commandLength,
            int outcomeOffset,
            int outcomeLength) {
        Decision decision = decoder.decode(sequence, timestampNs, buffer, commandOffset, outcomeOffset, outcomeLength);
        if (!decision.isDecided()) {
            UndecidedException.unlessSkipped(repairs, sequence, timestampNs);
            engine.skip(engine.lastSequence() + 1, timestampNs);
            return;
        }
        if (!isOpen && decision.command() instanceof RecordedCommand.SubmitOrder) {
            isOpen = true;
            receive(sequence, timestampNs);
        }
        onRecord.add(decision.command(), decision.outcome(), decision.repeats(), decision.effects());
        if (isSameRules) {
            int length = decide(sequence, timestampNs, buffer, commandOffset);
            boolean isSame = comparison.isSame(sequence, buffer, outcomeOffset, outcomeLength, outcome, 0, length);
            compare(decision, length, isSame);
            return;
        }
        int length = rewriter.rewrite(decision, buffer, commandOffset, commandLength);
        if (length != CommandRewriter.LEFT_OUT) {
            compare(decision, decide(sequence, timestampNs, rewriter.buffer(), 0), true);
        }
    }

    /** What is to be in stock before the first order, and is not on record. */
    private void receive(long sequence, long timestampNs) {
        for (OtherReceipts.Added receipt : receipts.added()) {
            rewriter.receipt(receipt, timestampNs);
            decide(sequence, timestampNs, rewriter.buffer(), 0);
        }
    }

    /** The engine numbers its commands itself: some may have been added, others left out. */
    private int decide(long sequence, long timestampNs, DirectBuffer command, int offset) {
        try {
            return engine.decide(engine.lastSequence() + 1, timestampNs, command, offset, outcome, 0);
        } catch (RuntimeException e) {
            throw new DivergedException("sequence " + sequence + ": the command cannot be decided: " + e, e);
        }
    }

    private void compare(Decision decision, int outcomeLength, boolean isSameAnswer) {
        RecordedCommand command = decision.command();
        RecordedOutcome answer = decoder.outcome(outcome, 0);
        List<Effect> effects = decoder.effects(outcome, 0, outcomeLength);
        now.add(command, answer, answer.decidedSequence() < engine.lastSequence(), effects);
        decision.effects().forEach(effect -> countExpiry(effect, -1));
        effects.forEach(effect -> countExpiry(effect, 1));
        follow(decision, answer);
        Difference.Kind kind = decision.repeats() && !isSameRules ? null : kind(decision, answer, isSameAnswer);
        if (kind != null) {
            tell(new Difference(decision, kind, answer, amount(decision, kind, answer)));
        }
    }

    private void countExpiry(Effect effect, int by) {
        if (effect.kind() == EffectKind.EXPIRED) {
            long balance = expiries.get(effect.orderId()) + by;
            if (balance == 0) {
                expiries.remove(effect.orderId());
            } else {
                expiries.put(effect.orderId(), balance);
            }
        }
    }

    /** Remembers what the order's next commands depend on. */
    private void follow(Decision decision, RecordedOutcome answer) {
        boolean isAccepted = answer.code() == ResultCode.OK;
        if (decision.command() instanceof RecordedCommand.SubmitOrder order) {
            due.onSubmission(order, (RecordedOutcome.OfOrder) decision.outcome(), (RecordedOutcome.OfOrder) answer);
            if (isAccepted && decision.outcome().code() != ResultCode.OK && !decision.repeats()) {
                unpaid.put(order.orderId(), Amount.of(order, answer));
            }
        } else if (decision.command() instanceof RecordedCommand.ConfirmOrder payment && isAccepted) {
            unpaid.remove(payment.orderId());
        }
    }

    private static Difference.Kind kind(Decision decision, RecordedOutcome answer, boolean isSameAnswer) {
        ResultCode recorded = decision.outcome().code();
        if (recorded != answer.code()) {
            if (recorded == ResultCode.OK) {
                return Difference.Kind.REFUSED;
            }
            return answer.code() == ResultCode.OK ? Difference.Kind.ACCEPTED : Difference.Kind.ANOTHER_REASON;
        }
        boolean isSameDecision =
                Amount.of(decision.command(), decision.outcome()).equals(Amount.of(decision.command(), answer))
                        && Amount.status(decision.outcome()) == Amount.status(answer);
        if (recorded == ResultCode.OK && !isSameDecision) {
            return Difference.Kind.ANOTHER_AMOUNT;
        }
        return isSameAnswer ? null : Difference.Kind.ANOTHER_ANSWER;
    }

    private static Amount amount(Decision decision, Difference.Kind kind, RecordedOutcome answer) {
        Amount recorded = Amount.of(decision.command(), decision.outcome());
        Amount decided = Amount.of(decision.command(), answer);
        return kind == Difference.Kind.REFUSED ? recorded : decided.minus(recorded);
    }

    private void tell(Difference difference) {
        String command = difference.decision().command().kind();
        tallies.merge(
                command + ' ' + difference.kind(),
                new DiffReport.Tally(command, difference.kind(), 1, difference.amount()),
                (tally, one) -> tally.plus(one.amount()));
        if (difference.decision().command() instanceof RecordedCommand.OfOrder order) {
            differingOrderIds.add(order.orderId());
        }
        differences.accept(difference);
    }

    private DiffReport report(JournalEnd end) {
        List<DiffReport.BothSums> sums = new ArrayList<>();
        for (Sum sum : Sum.values()) {
            sums.add(new DiffReport.BothSums(sum, onRecord.get(sum), now.get(sum)));
        }
        return new DiffReport(
                end,
                sums,
                List.copyOf(tallies.values()),
                differingOrderIds.size(),
                unpaid.size(),
                unpaid.values().stream().reduce(Amount.NONE, Amount::plus),
                expiries.values().stream().filter(balance -> balance < 0).count(),
                expiries.values().stream().filter(balance -> balance > 0).count(),
                engine.digest());
    }
}
