// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.DecodedAnswer.OrderOutcome;
import io.holdfast.engine.ModelCommand.Adjust;
import io.holdfast.engine.ModelCommand.Configure;
import io.holdfast.engine.ModelCommand.Define;
import io.holdfast.engine.ModelCommand.Submit;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.ShortagePolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An order of as many lines as there may be, of which one is split, has a part too many to tell them all. */
class ManyPartsTest {
    private static final long NOW_NS = 1_000_000;
    private static final EngineSettings SETTINGS = new EngineSettings(100, 10, 2, 4, 4, 4_096, 4, 4, 4, 64, 0, 0);

    private static List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < Engine.MAX_ORDER_LINES - 1; i++) {
            lines.add(new Line(1, Commands.ANY, 1, 5));
        }
        lines.add(new Line(1, Commands.ANY, 3, 5));
        return lines;
    }

    @Test
    void shouldDecideItAsTheModelDoes() {
        new ModelScript()
                .at(NOW_NS, 1, NOW_NS, new Configure(SETTINGS))
                .at(NOW_NS, 2, NOW_NS, new Define(1, null, 0, "", 0, List.of(0, 1)))
                .at(NOW_NS, 3, NOW_NS, new Adjust(1, 1, 0, 2_049, AdjustmentReason.RECEIPT, ""))
                .at(NOW_NS, 4, NOW_NS, new Adjust(2, 1, 1, 1, AdjustmentReason.RECEIPT, ""))
                .at(NOW_NS, 5, NOW_NS, new Submit(1, 1, Commands.Terms.of(ShortagePolicy.ALL_OR_NOTHING), lines()))
                .at(NOW_NS, 6, NOW_NS, new Submit(1, 1, Commands.Terms.of(ShortagePolicy.ALL_OR_NOTHING), lines()))
                .run();
    }

    @Test
    void shouldTellItByLine() {
        EngineRig rig = EngineRig.unconfigured();
        rig.configure(SETTINGS);
        Commands commands = new Commands().firstSentNs(rig.timeNs());
        rig.decide(commands.buffer(), 0, commands.defineSku(1, null, 0, "", 0, List.of(0, 1)));
        rig.receive(1, 1, 2_049);
        rig.adjustStock(2, 1, 1, 1, AdjustmentReason.RECEIPT);

        OrderOutcome outcome = rig.submitOrder(1, 1, lines());
        assertEquals(Engine.MAX_ORDER_LINES, outcome.parts().size());
        assertTrue(outcome.parts().stream().allMatch(part -> part.location() == Commands.ANY));
        assertEquals(3, outcome.parts().get(Engine.MAX_ORDER_LINES - 1).held());
        assertEquals(Engine.MAX_ORDER_LINES, rig.queryOrder(1).lines().size());
        assertEquals(Engine.MAX_ORDER_LINES + 1, rig.queryEngine().orderParts());
    }
}
