// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.driver.MediaDriver;
import io.aeron.exceptions.AeronException;
import io.holdfast.engine.pipeline.CommandSequencer;
import io.holdfast.engine.pipeline.Halt;
import io.holdfast.server.counters.ServerCounters;
import io.holdfast.transport.AccessList;
import io.holdfast.transport.Egress;
import io.holdfast.transport.Ingress;
import java.io.File;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.Agent;

/**
 * How a server comes to its media driver, channels and counters. What goes wrong is told as a {@link StartException}.
 *
 * @param notices takes lines about what an operator may want to know.
 */
record ServerAeron(ServerSettings settings, Halt halt, Consumer<String> notices) {

    /** Starts a driver in this process, or sees that another one's runs; then there is none to be closed: null. */
    MediaDriver openDriver() {
        try {
            if (settings.embeddedDriver()) {
                return Drivers.launch(settings.aeronDir(), settings.driverThreads(), notices);
            }
            if (CommonContext.isDriverActive(new File(settings.aeronDir()), Drivers.DRIVER_TIMEOUT_MS, line -> {})) {
                return null;
            }
        } catch (StartException e) {
            throw e;
        } catch (RuntimeException e) {
            throw noDriver(e);
        }
        throw new StartException("no media driver in " + settings.aeronDir()
                + ": start one there, or leave holdfast.aeron.embedded true");
    }

    /** The caller invokes its conductor, and closes it. */
    Aeron connect() {
        try {
            return Aeron.connect(Drivers.client(settings.aeronDir())
                    .useConductorAgentInvoker(true)
                    .errorHandler(e -> halt.because("aeron", e)));
        } catch (RuntimeException e) {
            throw noDriver(e);
        }
    }

    /** Aeron's, or what the file system makes it throw. */
    private StartException noDriver(RuntimeException e) {
        return new StartException("no media driver can run in " + settings.aeronDir() + ": " + e.getMessage(), e);
    }

    /** Better told now than after a recovery, which may take minutes. On another stream than the clients', who would take it for a server. */
    void refuseUnusableChannels() {
        try (Aeron aeron = connect()) {
            settings.channels().forEach(channel -> refuseUnusable(channel, aeron));
        }
    }

    private void refuseUnusable(String channel, Aeron aeron) {
        try {
            aeron.addSubscription(channel, ~settings.streamId()).close();
        } catch (AeronException | IllegalArgumentException e) {
            throw cannotListen(channel, e);
        }
    }

    Ingress listen(Aeron aeron, CommandSequencer sequencer, Egress egress, AccessList accessList) {
        try {
            return new Ingress(
                    aeron,
                    settings.channels(),
                    settings.streamId(),
                    sequencer,
                    egress,
                    accessList,
                    settings.maxSessions(),
                    notices);
        } catch (AeronException | IllegalArgumentException e) {
            throw cannotListen(String.join(" ", settings.channels()), e);
        }
    }

    private static StartException cannotListen(String channel, RuntimeException e) {
        String why = String.valueOf(e.getMessage());
        return new StartException(
                "cannot listen on " + channel + ": "
                        + (why.contains("Address already in use")
                                ? "another process uses the port: stop it, or set holdfast.channels"
                                : withoutCode(why) + "; set holdfast.channels"),
                e);
    }

    /** What Aeron says, without what it has of its own errors. */
    private static String withoutCode(String message) {
        return message.replaceFirst("^ERROR - ([a-zA-Z.]+: )?", "").replaceFirst(", errorCodeValue=\\d+$", "");
    }

    /** The counters of these threads and what they do. */
    ServerCounters openCounters(Aeron aeron, List<Agent> threads) {
        try {
            return ServerCounters.open(
                    aeron, threads.stream().map(Agent::roleName).toList());
        } catch (AeronException e) {
            throw new StartException(
                    "the media driver in " + settings.aeronDir() + " makes no counters: " + e.getMessage()
                            + "; set holdfast.counters to false if it has no room for them",
                    e);
        }
    }
}
