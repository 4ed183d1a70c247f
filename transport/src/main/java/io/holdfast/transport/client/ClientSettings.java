// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import io.holdfast.transport.AccessList;
import io.holdfast.transport.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * How to reach a server.
 *
 * @param ingressChannel  where the server listens: {@code aeron:udp?endpoint=host:port}, or {@code aeron:ipc} where both
 *                        use the same media driver.
 * @param ingressStreamId its stream there.
 * @param credentials     what the server's access list knows this client by, up to 1,024 bytes in UTF-8; empty if it has none.
 * @param connectTimeout  how long to try.
 */
public record ClientSettings(String ingressChannel, int ingressStreamId, String credentials, Duration connectTimeout) {
    public ClientSettings {
        int length = credentials.getBytes(StandardCharsets.UTF_8).length;
        if (length > AccessList.MAX_CREDENTIALS_LENGTH) {
            throw new IllegalArgumentException(
                    "credentials have up to " + AccessList.MAX_CREDENTIALS_LENGTH + " bytes in UTF-8, not " + length);
        }
    }

    /** A server without an access list on its usual stream. */
    public static ClientSettings of(String ingressChannel) {
        return new ClientSettings(ingressChannel, Channels.INGRESS_STREAM_ID, "", Duration.ofSeconds(10));
    }

    public ClientSettings withConnectTimeout(Duration timeout) {
        return new ClientSettings(ingressChannel, ingressStreamId, credentials, timeout);
    }

    public ClientSettings withCredentials(String newCredentials) {
        return new ClientSettings(ingressChannel, ingressStreamId, newCredentials, connectTimeout);
    }
}
