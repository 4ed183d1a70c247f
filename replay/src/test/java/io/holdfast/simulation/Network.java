// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import io.holdfast.engine.Dice;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** What is between the clients and the door, one way: messages get lost, come twice, late, and in another order. */
final class Network {
    /** Takes what arrives. */
    interface Receiver {
        void receive(int client, UnsafeBuffer message);
    }

    private record Message(int client, UnsafeBuffer bytes, long arrivesAtStep) {}

    private final Dice dice;
    private final Weather weather;
    private final Tally tally;
    private final List<Message> underWay = new ArrayList<>();

    Network(Dice dice, Weather weather, Tally tally) {
        this.dice = dice;
        this.weather = weather;
        this.tally = tally;
    }

    void send(int client, UnsafeBuffer message, long step) {
        if (dice.below(100) < weather.lossPercent()) {
            tally.add(Event.MESSAGES_LOST);
            return;
        }
        add(client, message, step);
        if (dice.below(100) < weather.doublePercent()) {
            tally.add(Event.MESSAGES_DOUBLED);
            add(client, message, step);
        }
    }

    private void add(int client, UnsafeBuffer message, long step) {
        underWay.add(new Message(client, message, step + dice.below(weather.delaySteps())));
    }

    /** Any of the messages arrives, if its time has come. */
    void deliver(long step, Receiver receiver) {
        if (underWay.isEmpty()) {
            return;
        }
        int at = dice.below(underWay.size());
        Message message = underWay.get(at);
        if (message.arrivesAtStep <= step) {
            underWay.set(at, underWay.get(underWay.size() - 1));
            underWay.remove(underWay.size() - 1);
            receiver.receive(message.client, message.bytes);
        }
    }

    /** The process at one end is another one now: some messages were on their way to the old one. */
    void loseSome() {
        underWay.removeIf(message -> {
            boolean isLost = dice.oneIn(2);
            if (isLost) {
                tally.add(Event.MESSAGES_LOST);
            }
            return isLost;
        });
    }
}
