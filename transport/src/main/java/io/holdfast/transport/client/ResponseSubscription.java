// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.aeron.Aeron;
import io.aeron.ChannelUri;
import io.aeron.CommonContext;
import io.aeron.Subscription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;

/**
 * Where a client hears the answers: a stream that nobody else can guess. Whoever knew it could have a server send there in a session of
 * theirs, and so tell this client that its session is closed.
 */
final class ResponseSubscription {
    private ResponseSubscription() {}

    /** Subscribes where a server at an ingress channel can send to. */
    static Subscription open(Aeron aeron, String ingressChannel) {
        ChannelUri ingress = ChannelUri.parse(ingressChannel);
        int streamId = new SecureRandom().nextInt();
        if (CommonContext.IPC_MEDIA.equals(ingress.media())) {
            return aeron.addSubscription("aeron:ipc", streamId);
        }
        String endpoint = ingress.get(CommonContext.ENDPOINT_PARAM_NAME);
        if (endpoint == null || endpoint.lastIndexOf(':') < 0) {
            throw new CannotConnectException(ingressChannel + " names no endpoint=host:port");
        }
        return aeron.addSubscription("aeron:udp?endpoint=" + addressFacing(endpoint) + ":0", streamId);
    }

    /** The address of the interface by which this machine would send to an endpoint. */
    private static String addressFacing(String endpoint) {
        int colon = endpoint.lastIndexOf(':');
        String host = endpoint.substring(0, colon);
        try (DatagramSocket socket = new DatagramSocket()) {
            // Connecting a datagram socket sends nothing.
            socket.connect(new InetSocketAddress(
                    InetAddress.getByName(host), Integer.parseInt(endpoint.substring(colon + 1))));
            String address = socket.getLocalAddress().getHostAddress();
            return address.indexOf(':') < 0 ? address : "[" + address + "]";
        } catch (NumberFormatException e) {
            throw new CannotConnectException("no port number in endpoint " + endpoint, e);
        } catch (IOException | UncheckedIOException e) {
            throw new CannotConnectException(
                    "endpoint " + endpoint + " has no address that can be reached: " + e.getMessage(), e);
        }
    }
}
