// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.DecodedAnswer.EngineOutcome;
import io.holdfast.engine.ModelCommand.Adjust;
import io.holdfast.engine.ModelCommand.Cancel;
import io.holdfast.engine.ModelCommand.Configure;
import io.holdfast.engine.ModelCommand.Confirm;
import io.holdfast.engine.ModelCommand.Content;
import io.holdfast.engine.ModelCommand.Define;
import io.holdfast.engine.ModelCommand.Return;
import io.holdfast.engine.ModelCommand.Ship;
import io.holdfast.engine.ModelCommand.Submit;
import io.holdfast.engine.ModelCommand.Transfer;
import io.holdfast.engine.ModelCommand.Update;
import io.holdfast.engine.codec.ResultCode;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The rules (docs/rules.md) said as plainly as possible and without a thought for speed: what random commands are compared
 * with, and a specification to read. There is a class for each of the rules' chapters; this one decides in three steps,
 * and has the chapter on settings.
 *
 * <p>A command is judged by collecting everything that is {@link Wrong} with it; the answer is the code that is declared
 * first.
 */
public final class Model {
    private static final int MOST_IDS = 536_870_912;
    private static final int MOST_WORK = 512;
    private static final long LONGEST_TIME_NS = TimeUnit.DAYS.toNanos(36_500);

    /** An answer, and what stands behind it. */
    public record Outcome(DecodedAnswer answer, List<SideEffect> effects) {}

    private final ModelState state = new ModelState();
    private final ModelWork work = new ModelWork(state);
    private final ModelSkus skus = new ModelSkus(state);
    private final ModelStocks stocks = new ModelStocks(state);
    private final ModelSubmission submission = new ModelSubmission(state);
    private final ModelPayments payments = new ModelPayments(state);
    private final ModelFulfilment fulfilment = new ModelFulfilment(state);
    private final ModelReports reports = new ModelReports(state);

    public Outcome decide(long sequence, long timeNs, ModelCommand command) {
        state.begin(sequence, timeNs, command);
        work.work();
        DecodedAnswer answer = decide(command.content().meant());
        work.work();
        return new Outcome(answer, List.copyOf(state.effects));
    }

    private DecodedAnswer decide(Content content) {
        if (content instanceof Define define) {
            return skus.define(define);
        } else if (content instanceof Update update) {
            return skus.update(update);
        } else if (content instanceof Adjust adjust) {
            return stocks.adjust(adjust);
        } else if (content instanceof Transfer transfer) {
            return stocks.transfer(transfer);
        } else if (content instanceof Submit submit) {
            return submission.submit(submit);
        } else if (content instanceof Confirm confirm) {
            return payments.confirm(confirm);
        } else if (content instanceof Cancel cancel) {
            return payments.cancel(cancel);
        } else if (content instanceof Ship ship) {
            return fulfilment.ship(ship);
        } else if (content instanceof Return takeBack) {
            return fulfilment.takeBack(takeBack);
        } else if (content instanceof Configure configure) {
            return configure(configure.settings());
        }
        return new EngineOutcome(state.answer(ResultCode.OK));
    }

    private EngineOutcome configure(EngineSettings its) {
        boolean holds = isTime(its.retentionWindowNs())
                && isTime(its.futureToleranceNs())
                && isTime(its.timeToPayNs())
                && isTime(its.timeToWaitNs())
                && isNumberOfIds(its.maxSkus(), state.skus.size())
                && its.maxStocks() >= state.onHand.size()
                && isNumberOfIds(its.maxOrders(), state.orders.size())
                && its.maxOrderLines() >= 0
                && (its.maxOrderLines() >= state.partCount() || its.maxOrderLines() >= state.settings.maxOrderLines())
                && isNumberOfIds(its.maxAdjustments(), state.movements.size())
                && isNumberOfIds(its.maxShipments(), state.shipments.size())
                && isNumberOfIds(its.maxReturns(), state.returns.size())
                && its.workPerCommand() >= 0
                && its.workPerCommand() <= MOST_WORK;
        if (holds && !state.settings.equals(its)) {
            state.settings = its;
            state.largestToleranceNs = Math.max(state.largestToleranceNs, its.futureToleranceNs());
            state.happens();
        }
        return new EngineOutcome(state.answer(holds ? ResultCode.OK : ResultCode.INVALID_SETTINGS));
    }

    static boolean isTime(long ns) {
        return ns >= 0 && ns <= LONGEST_TIME_NS;
    }

    private static boolean isNumberOfIds(int bound, int inUse) {
        return bound >= inUse && bound <= MOST_IDS;
    }

    public ModelReports reports() {
        return reports;
    }

    ModelWork work() {
        return work;
    }

    /** For looking only. */
    ModelState state() {
        return state;
    }
}
