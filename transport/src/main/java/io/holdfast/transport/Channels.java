// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport;

import io.aeron.ChannelUri;
import io.aeron.CommonContext;

/** The channels of sessions. */
public final class Channels {
    /** The stream of ingress channels, where nothing else is said. */
    public static final int INGRESS_STREAM_ID = 7100;

    /**
     * Term buffers of both directions. A message may have an eighth of it, 128 KiB, and the longest, the report of an order of
     * as many lines as there may be, has 80 KiB; half of it may be under way.
     */
    private static final String TERM_LENGTH = "1m";

    /** Messages between processes of one machine need no datagram to fit into. */
    private static final String IPC_MTU = "8k";

    private Channels() {}

    /** A channel with the lengths that sessions need. */
    public static String forSending(String channel) {
        ChannelUri uri = ChannelUri.parse(channel);
        uri.put(CommonContext.TERM_LENGTH_PARAM_NAME, TERM_LENGTH);
        if (CommonContext.IPC_MEDIA.equals(uri.media())) {
            uri.put(CommonContext.MTU_LENGTH_PARAM_NAME, IPC_MTU);
        }
        return uri.toString();
    }

    /**
     * The channel on which a server answers a client that asked for one: only where to send to is the client's to say,
     * never how much of the server's memory that takes.
     *
     * @throws IllegalArgumentException if it is no channel that a server can answer on.
     */
    static String forAnswers(String requested) {
        ChannelUri asked = ChannelUri.parse(requested);
        StringBuilder channel =
                new StringBuilder("aeron:").append(asked.media()).append("?alias=holdfast-answers");
        if (CommonContext.UDP_MEDIA.equals(asked.media())) {
            String endpoint = asked.get(CommonContext.ENDPOINT_PARAM_NAME);
            if (endpoint == null || endpoint.endsWith(":0")) {
                throw new IllegalArgumentException("no endpoint to answer to in " + requested);
            }
            channel.append('|')
                    .append(CommonContext.ENDPOINT_PARAM_NAME)
                    .append('=')
                    .append(endpoint);
        }
        return forSending(channel.toString());
    }
}
