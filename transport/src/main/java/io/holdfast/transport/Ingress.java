// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport;

import io.aeron.Aeron;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.exceptions.RegistrationException;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.holdfast.engine.MessageFormat;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SessionCloseDecoder;
import io.holdfast.engine.codec.SessionOpenDecoder;
import io.holdfast.engine.pipeline.CommandSequencer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentInvoker;

/**
 * Takes messages off the ingress channels: opens and closes sessions, refuses what a session may not do, and brings the
 * rest to the pipeline's sequencer. It also runs the Aeron client's conductor, so everything about sessions happens on its
 * thread.
 */
public final class Ingress implements Agent {
    /** Of each channel, in one duty cycle; so that the stages, on the same thread perhaps, get their turn. */
    private static final int FRAGMENT_LIMIT = 32;

    private static final long OPEN_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long NOTICE_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);
    /** Sessions with unknown credentials that may wait at once to be told so: each may wait for {@link #OPEN_TIMEOUT_NS}. */
    private static final int MAX_STRANGERS = 8;

    private static final int MAX_CHANNEL_LENGTH = 1024;
    /** A message in fragments holds exactly one frame. */
    static final int MAX_FRAGMENTED_LENGTH = FrameBatch.HEADER_LENGTH + MessageFormat.MAX_LENGTH;

    private final Aeron aeron;
    private final AgentInvoker conductor;
    private final CommandSequencer sequencer;
    private final Egress egress;
    private final AccessList accessList;
    private final int maxSessions;
    private final Consumer<String> notices;

    private final List<Subscription> channels = new ArrayList<>();
    private final FragmentHandler fragmentHandler = this::onFragment;
    /** The one message in fragments of whoever has no session: of a SessionOpen with long credentials. */
    private final MessageAssembler beforeOpen = new MessageAssembler(MAX_FRAGMENTED_LENGTH);
    /** By the correlation id of the client's image: unlike Aeron's session id, it is no client's to choose. */
    private final Long2ObjectHashMap<ClientSession> sessions = new Long2ObjectHashMap<>();

    private final ArrayList<ClientSession> opening = new ArrayList<>();
    /** Images that went away during a call into Aeron, which may not be called again from there. */
    private final ArrayList<Image> gone = new ArrayList<>();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SessionOpenDecoder sessionOpen = new SessionOpenDecoder();

    private long lastNoticeNs = System.nanoTime() - NOTICE_INTERVAL_NS;
    private long suppressedNotices;
    private long overloads;
    private long readOnlyRefusals;
    private long otherRefusals;
    private long mostUnderWay;
    private volatile boolean stopRequested;
    private volatile boolean stopped;

    /**
     * @param aeron       a client whose conductor is to be invoked.
     * @param channels    where clients' messages come in.
     * @param streamId    their stream.
     * @param sequencer   takes what is accepted into the pipeline.
     * @param egress      sends the answers of the sessions opened here.
     * @param accessList  who may open a session.
     * @param maxSessions how many may be open at once.
     * @param notices     takes a line of text about what an operator may want to know; must not block for long.
     */
    public Ingress(
            Aeron aeron,
            List<String> channels,
            int streamId,
            CommandSequencer sequencer,
            Egress egress,
            AccessList accessList,
            int maxSessions,
            Consumer<String> notices) {
        this.aeron = aeron;
        this.conductor = aeron.conductorAgentInvoker();
        this.sequencer = sequencer;
        this.egress = egress;
        this.accessList = accessList;
        this.maxSessions = maxSessions;
        this.notices = notices;
        for (String channel : channels) {
            this.channels.add(aeron.addSubscription(channel, streamId, image -> {}, gone::add));
        }
    }

    /** From now on commands and queries are refused; {@link #isStopped()} says when that is so. Any thread. */
    public void requestStop() {
        stopRequested = true;
    }

    /** Whether nothing more will be sequenced. Any thread. */
    public boolean isStopped() {
        return stopped;
    }

    @Override
    public int doWork() {
        if (stopRequested && !stopped) {
            sequencer.stopAccepting();
            stopped = true;
        }
        int work = conductor.invoke();
        if (!opening.isEmpty()) {
            work += openSessions();
        }
        if (!gone.isEmpty()) {
            work += closeSessionsOfGoneImages();
        }
        sequencer.advanceTime();
        for (int i = 0; i < channels.size(); i++) {
            work += channels.get(i).poll(fragmentHandler, FRAGMENT_LIMIT);
        }
        work += sequencer.tick();
        if (work > 0) {
            mostUnderWay = Math.max(mostUnderWay, sequencer.underWay());
        }
        return work;
    }

    private void onFragment(DirectBuffer buffer, int offset, int length, Header aeronHeader) {
        long sessionId = ((Image) aeronHeader.context()).correlationId();
        byte flags = aeronHeader.flags();
        if (MessageAssembler.isWhole(flags)) {
            onMessage(sessionId, buffer, offset, length);
            return;
        }
        ClientSession session = sessions.get(sessionId);
        if (session != null && !session.isOpen) {
            return;
        }
        MessageAssembler assembler = session == null ? beforeOpen : session.assembler;
        int wholeLength = assembler.add(sessionId, flags, buffer, offset, length);
        if (wholeLength > 0) {
            onMessage(sessionId, assembler.buffer(), 0, wholeLength);
        } else if (wholeLength == MessageAssembler.TOO_LONG) {
            refuseTooLong(sessionId, session, assembler);
        }
    }

    private void refuseTooLong(long sessionId, ClientSession session, MessageAssembler assembler) {
        if (session == null) {
            notice("session " + sessionId + " refused: its first message is longer than any may be");
        } else {
            int at = FrameBatch.HEADER_LENGTH;
            refuse(session, ResultCode.TOO_LARGE, assembler.buffer(), at, assembler.length() - at);
        }
    }

    /** One Aeron message: frames, one after the other. */
    private void onMessage(long sessionId, DirectBuffer buffer, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            int messageLength = FrameBatch.messageLength(buffer, at, end);
            if (messageLength == FrameBatch.BROKEN) {
                close(sessions.get(sessionId), ResultCode.MALFORMED);
                return;
            }
            at += FrameBatch.HEADER_LENGTH;
            onFrame(sessionId, buffer, at, messageLength);
            at += messageLength;
        }
    }

    private void onFrame(long sessionId, DirectBuffer buffer, int offset, int length) {
        ClientSession session = sessions.get(sessionId);
        int templateId = MessageFormat.templateId(buffer, offset);
        if (session == null) {
            if (templateId == SessionOpenDecoder.TEMPLATE_ID) {
                open(sessionId, buffer, offset, length);
            }
            // Anything else is from a session of before a restart, or closed: it gets no answer, and its client asks
            // again.
            return;
        }
        if (!session.isOpen || templateId == SessionOpenDecoder.TEMPLATE_ID) {
            return;
        }
        if (templateId == SessionCloseDecoder.TEMPLATE_ID) {
            close(session, ResultCode.OK);
            return;
        }
        ResultCode code = session.principal.may(templateId)
                ? sequencer.offer(session, buffer, offset, length)
                : refusalOfForbidden(buffer, offset, length);
        if (code != ResultCode.OK) {
            refuse(session, code, buffer, offset, length);
        }
    }

    private void refuse(ClientSession session, ResultCode code, DirectBuffer buffer, int offset, int length) {
        countRefusal(code);
        session.refuse(MessageFormat.correlationId(buffer, offset, length), code);
    }

    private void countRefusal(ResultCode code) {
        switch (code) {
            case OVERLOADED -> overloads++;
            case READ_ONLY -> readOnlyRefusals++;
            default -> otherRefusals++;
        }
    }

    /** Messages refused with {@code OVERLOADED} since the start. For the thread that this agent runs on. */
    public long overloads() {
        return overloads;
    }

    /** Messages refused with {@code READ_ONLY} since the start. For the thread that this agent runs on. */
    public long readOnlyRefusals() {
        return readOnlyRefusals;
    }

    /** Messages refused before they were sequenced, for other reasons, since the start. For the thread that this agent runs on. */
    public long otherRefusals() {
        return otherRefusals;
    }

    /**
     * The most commands and queries that were under way behind a duty cycle, since the start. For the thread that this agent runs
     * on.
     */
    public long mostUnderWay() {
        return mostUnderWay;
    }

    /** How many sessions are open. For the thread that this agent runs on. */
    public int openSessionCount() {
        return sessions.size() - opening.size();
    }

    /** What is not even a message is malformed, whoever sent it. */
    private static ResultCode refusalOfForbidden(DirectBuffer buffer, int offset, int length) {
        ResultCode format = MessageFormat.check(buffer, offset, length);
        return format == ResultCode.OK ? ResultCode.NOT_PERMITTED : format;
    }

    private void open(long sessionId, DirectBuffer buffer, int offset, int length) {
        header.wrap(buffer, offset);
        if (!isSessionOpenWhole(buffer, offset, length)) {
            notice("session " + sessionId + " refused: its first message is not a whole SessionOpen");
            return;
        }
        sessionOpen.wrapAndApplyHeader(buffer, offset, header);
        long correlationId = sessionOpen.correlationId();
        int responseStreamId = sessionOpen.responseStreamId();
        String responseChannel = sessionOpen.responseChannel();
        byte[] credentials = new byte[sessionOpen.credentialsLength()];
        sessionOpen.getCredentials(credentials, 0, credentials.length);
        Principal principal = accessList.authenticate(credentials);
        int strangers = strangersOpening();
        if (principal == null ? strangers >= MAX_STRANGERS : opening.size() - strangers >= maxSessions) {
            notice("session " + sessionId + " ignored: too many"
                    + (principal == null ? " with unknown credentials" : "") + " are being opened");
            return;
        }
        try {
            long publicationId = aeron.asyncAddPublication(Channels.forAnswers(responseChannel), responseStreamId);
            ClientSession session = new ClientSession(
                    sessionId, principal, header.version(), publicationId, correlationId, System.nanoTime(), egress);
            sessions.put(sessionId, session);
            opening.add(session);
        } catch (RuntimeException e) {
            // Whatever a client's channel makes Aeron throw: nothing has been sequenced, and the client harms itself
            // only.
            notice("session " + sessionId + " refused: it cannot be answered on the channel it names");
        }
    }

    private int strangersOpening() {
        int strangers = 0;
        for (ClientSession session : opening) {
            if (session.principal == null) {
                strangers++;
            }
        }
        return strangers;
    }

    /** Of whatever version: a client that is too new for this server is told so. */
    private boolean isSessionOpenWhole(DirectBuffer buffer, int offset, int length) {
        int channelAt = MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        int channelHeader = SessionOpenDecoder.responseChannelHeaderLength();
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID
                || header.blockLength() < SessionOpenDecoder.BLOCK_LENGTH
                || length < channelAt + channelHeader) {
            return false;
        }
        int channelLength = buffer.getShort(offset + channelAt, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        int credentialsAt = channelAt + channelHeader + channelLength;
        int credentialsHeader = SessionOpenDecoder.credentialsHeaderLength();
        if (channelLength > MAX_CHANNEL_LENGTH || length < credentialsAt + credentialsHeader) {
            return false;
        }
        int credentialsLength = buffer.getShort(offset + credentialsAt, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        return credentialsLength <= AccessList.MAX_CREDENTIALS_LENGTH
                && length == credentialsAt + credentialsHeader + credentialsLength;
    }

    /** Sessions wait here until their response channel is connected. */
    private int openSessions() {
        int work = 0;
        for (int i = opening.size() - 1; i >= 0; i--) {
            ClientSession session = opening.get(i);
            if (tryOpen(session)) {
                opening.remove(i);
                work++;
            }
        }
        return work;
    }

    private boolean tryOpen(ClientSession session) {
        try {
            if (session.publication == null) {
                session.publication = aeron.getPublication(session.publicationId);
            }
        } catch (RegistrationException e) {
            notice("session " + session.id + " refused: it cannot be answered on the channel it names");
            sessions.remove(session.id);
            return true;
        }
        if (session.publication != null && session.publication.isConnected()) {
            ResultCode code = admission(session);
            if (session.sendOpened(code)) {
                session.isOpen = code == ResultCode.OK;
                if (!session.isOpen) {
                    forget(session);
                }
                return true;
            }
        }
        if (System.nanoTime() - session.openedNs > OPEN_TIMEOUT_NS) {
            notice("session " + session.id + " refused: its response channel does not connect");
            forget(session);
            return true;
        }
        return false;
    }

    private ResultCode admission(ClientSession session) {
        if (session.version > MessageHeaderDecoder.SCHEMA_VERSION) {
            return ResultCode.UNSUPPORTED_VERSION;
        }
        if (session.principal == null) {
            return ResultCode.NOT_AUTHENTICATED;
        }
        return openSessionCount() < maxSessions ? ResultCode.OK : ResultCode.SESSION_LIMIT;
    }

    /** Closes all sessions, each with a reason. To be called when the agents no longer run. */
    public void closeSessions(ResultCode code) {
        for (ClientSession session : List.copyOf(sessions.values())) {
            close(session, code);
        }
    }

    private void close(ClientSession session, ResultCode code) {
        if (session != null && session.isOpen) {
            session.sendClosed(code);
            forget(session);
        }
    }

    private int closeSessionsOfGoneImages() {
        int work = gone.size();
        for (int i = 0; i < work; i++) {
            Image image = gone.get(i);
            ClientSession session = sessions.get(image.correlationId());
            if (session != null) {
                opening.remove(session);
                forget(session);
            }
        }
        gone.clear();
        return work;
    }

    /** At most one line a second: whatever clients do, they do not fill a log. */
    private void notice(String line) {
        long nowNs = System.nanoTime();
        if (nowNs - lastNoticeNs < NOTICE_INTERVAL_NS) {
            suppressedNotices++;
            return;
        }
        notices.accept(suppressedNotices == 0 ? line : line + " (" + suppressedNotices + " more lines were left out)");
        lastNoticeNs = nowNs;
        suppressedNotices = 0;
    }

    private void forget(ClientSession session) {
        sessions.remove(session.id);
        session.isOpen = false;
        if (session.publication == null) {
            aeron.asyncRemovePublication(session.publicationId);
        } else {
            session.publication.close();
        }
        if (session.droppedAnswers() > 0) {
            notice("session " + session.id + " of " + session.principal.name() + " ended; " + session.droppedAnswers()
                    + " answers could not be delivered to it");
        }
    }

    @Override
    public String roleName() {
        return "ingress";
    }
}
