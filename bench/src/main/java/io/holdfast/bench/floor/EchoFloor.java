// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.floor;

import io.holdfast.bench.result.Results;

/** Measures an {@link AeronEcho}: one request after the other, then a window of them. */
final class EchoFloor {
    private EchoFloor() {}

    static void measure(String name, String channel, AeronEcho.Log log, FloorTerms terms, Results results)
            throws Exception {
        AeronEcho.Terms echoTerms =
                new AeronEcho.Terms(channel, terms.sizes(), terms.serverIdle(), terms.clientIdle(), log, terms.dir());
        try (AeronEcho echo = AeronEcho.start(echoTerms)) {
            echo.roundTrips(terms.seconds());
            for (int repeat = 0; repeat < terms.repeats(); repeat++) {
                results.addLatency(name + " round trip", echo.roundTrips(terms.seconds()));
            }
            results.add(terms.measure(
                    name + " window " + terms.window(),
                    "messages/s",
                    () -> echo.window(terms.window(), terms.seconds())));
        }
    }
}
