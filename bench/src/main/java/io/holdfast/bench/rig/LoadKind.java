// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import io.holdfast.bench.workload.Demand;
import io.holdfast.bench.workload.RetailOrders;
import io.holdfast.bench.workload.Submissions;
import io.holdfast.server.load.RetailFormat;
import java.io.IOException;

/** What the server is asked for. */
enum LoadKind {
    /** Submissions, most of them of one SKU. */
    HOT("order", LoadKind.USUAL_COMMANDS) {
        @Override
        Workload workload(LoadTerms terms) {
            return new OrderFlood(new Submissions(Demand.HOT, terms.lines(), terms.seed()));
        }
    },
    /** Submissions of all SKUs alike. */
    UNIFORM("order", LoadKind.USUAL_COMMANDS) {
        @Override
        Workload workload(LoadTerms terms) {
            return new OrderFlood(new Submissions(Demand.UNIFORM, terms.lines(), terms.seed()));
        }
    },
    /** See {@link io.holdfast.bench.workload.Lives}; most of one SKU. */
    LIFECYCLE("command", LoadKind.USUAL_COMMANDS) {
        @Override
        Workload workload(LoadTerms terms) {
            Submissions submissions = new Submissions(Demand.HOT, terms.lines(), terms.seed());
            return new OrderLives(submissions, Math.max(LEAST_DISTANCE, terms.window()));
        }
    },
    /** The invoices of a file, some of hundreds of lines. */
    RETAIL("order", LoadKind.USUAL_LONG_ORDERS) {
        @Override
        Workload workload(LoadTerms terms) throws IOException {
            return new OrderFlood(new RetailOrders(RetailFormat.ONLINE_RETAIL.read(terms.file()), terms.seed()));
        }
    };

    private static final int USUAL_COMMANDS = 2_000_000;
    private static final int USUAL_LONG_ORDERS = 100_000;
    /** With less, those who do not pay had hardly begun not to. */
    private static final int LEAST_DISTANCE = 1_000;

    private final String commandName;
    private final int usualCommands;

    LoadKind(String commandName, int usualCommands) {
        this.commandName = commandName;
        this.usualCommands = usualCommands;
    }

    /** What its commands are called in results. */
    String commandName() {
        return commandName;
    }

    /** Of each repeat, if nothing else is said. */
    int usualCommands() {
        return usualCommands;
    }

    /** Reads or draws what is to be sent. */
    abstract Workload workload(LoadTerms terms) throws IOException;
}
