// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.DecodedAnswer;
import io.holdfast.engine.Dice;
import io.holdfast.engine.pipeline.CommandLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One run: a few clients, a server that dies now and then, and at the end nothing was lost, doubled or oversold. All of it on
 * one thread, and all by one seed: the same seed gives the same run, step by step.
 *
 * <p>A step is one turn of one of those who take part. Whose it is, is drawn; so are the faults.
 */
public final class Simulation {
    private static final long START_NS = 1_769_900_400_000_000_000L;
    /** Who has not come to an end by then never will. */
    private static final int MOST_STEPS = 1_000_000;

    private static final int STEP_NS = 2_000_000;
    private static final int LONG_STEP_NS = 300_000_000;

    private final Dice dice;
    private final Weather weather;
    private final Tally tally = new Tally();
    private final SimulatedClock clock;
    private final Network toServer;
    private final Network toClients;
    private final Books clientsBooks = new Books();
    private final List<Client> clients = new ArrayList<>();
    private final Post post = new Post();

    private long step;

    private Simulation(long seed) {
        dice = new Dice(new Random(seed));
        weather = Weather.of(dice);
        clock = new SimulatedClock(START_NS + TimeUnit.SECONDS.toNanos(dice.below(3_600)));
        toServer = new Network(dice, weather, tally);
        toClients = new Network(dice, weather, tally);
        for (int i = 0; i < weather.clients(); i++) {
            clients.add(new Client(i, weather.errands(), dice, clock, post, toServer, clientsBooks, tally));
        }
    }

    /**
     * Runs once.
     *
     * @return what happened.
     * @throws AssertionError if anything was not as it should be; it says how to run the same again.
     */
    public static Tally run(long seed) {
        return run(seed, UnaryOperator.identity());
    }

    /** The same with a journal that something is wrong with. */
    static Tally run(long seed, UnaryOperator<CommandLog> fault) {
        try {
            return new Simulation(seed).run(fault);
        } catch (Exception | AssertionError e) {
            throw new AssertionError(
                    "simulation of holdfast.seed=" + seed + " (" + Build.TEXT + "): " + e.getMessage()
                            + "\nthe same again: mvn -pl replay -am test -Dtest=SimulationTest"
                            + " -Dsurefire.failIfNoSpecifiedTests=false -Dholdfast.simulation.runs=1 -Dholdfast.seed="
                            + seed,
                    e);
        }
    }

    private Tally run(UnaryOperator<CommandLog> fault) throws Exception {
        try (Lives lives = lives(fault)) {
            lives.begin(step);
            while (!clients.stream().allMatch(Client::isDone)) {
                step(lives);
            }
            lives.workOffWhatIsDue();
            lives.stop(step);
            lives.goOnForTheLastTime(step);
            expectAllInOrder(lives);
        }
        return tally;
    }

    private Lives lives(UnaryOperator<CommandLog> fault) throws IOException {
        return new Lives(
                dice,
                weather,
                clock,
                post,
                toServer,
                (client, bytes) -> toClients.send(client, bytes, step),
                clientsBooks,
                fault,
                tally);
    }

    private void step(Lives lives) throws Exception {
        step++;
        assertTrue(step < MOST_STEPS, "clients are left without an answer");
        clock.pass(dice.below(dice.oneIn(100) ? LONG_STEP_NS : STEP_NS));
        if (lives.suffer(step, clients.stream().allMatch(Client::hasNothingNew))) {
            return;
        }
        int turn = dice.below(100);
        tally.trace(turn, clock.nanoTime());
        if (turn < 20) {
            dice.any(clients).act(step);
        } else if (turn < 42) {
            toServer.deliver(step, lives.process().doorway()::receive);
        } else if (turn < 64) {
            toClients.deliver(step, this::receive);
        } else if (turn < 68) {
            lives.process().doorway().tick();
        } else if (turn < 79) {
            lives.process().decide();
        } else if (turn < 88) {
            lives.journal(step);
        } else if (turn < 97) {
            lives.process().answer();
        } else if (turn < 99) {
            if (dice.oneIn(weather.syncOneIn())) {
                lives.sync();
            }
        } else {
            lives.follow();
        }
    }

    private void receive(int client, UnsafeBuffer bytes) {
        DecodedAnswer answer = DecodedAnswer.decode(bytes, 0, bytes.capacity());
        tally.trace(client, answer.header().sequence());
        clients.get(client).onAnswer(answer, step);
    }

    /** What the last process says is what those say who never crashed, and the stock adds up. */
    private void expectAllInOrder(Lives lives) {
        Inventory inventory =
                new Inventory(lives.process().engine(), lives.audit().reference());
        inventory.expectInOrder(clients.size(), weather.errands());
        long onHand = inventory.onHand();
        Books books = lives.audit().books();
        assertEquals(books.onHand(), onHand, () -> "on hand by the journal: " + books);
        if (clientsBooks.knowsAll()) {
            tally.add(Event.BOOKS_OF_CLIENTS);
            assertEquals(clientsBooks.onHand(), onHand, () -> "on hand by the clients' books: " + clientsBooks);
        }
    }
}
