// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.MessageFormat;
import io.holdfast.engine.codec.ConfigureEngineDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.RefusalDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** What a process has appended, synced and told, as seen from outside; and whether that is what is found after its death. */
final class Ledger {
    /** An answer that has left the process, to a command or a query. */
    record Told(long sequence, Post.Attempt attempt, UnsafeBuffer bytes) {}

    private final Post post;
    /** All of the journal; null for a record of the settings that a start wrote by itself. */
    private final List<Entry> appended = new ArrayList<>();

    private int committed;
    private int synced;
    private final List<Told> told = new ArrayList<>();
    private final Map<Long, Long> digests = new HashMap<>();

    Ledger(Post post) {
        this.post = post;
    }

    /** A process has started, and has appended up to a sequence what it appends by itself. */
    void begin(List<Entry> found, long lastSequence) {
        appended.clear();
        appended.addAll(found);
        if (lastSequence > found.size()) {
            appended.add(null);
        }
        assertEquals(appended.size(), lastSequence, "the last sequence after a start");
        told.clear();
        digests.clear();
        commit();
        sync();
    }

    void append(Entry entry) {
        assertEquals(appended.size() + 1, entry.sequence(), "the sequence that is appended");
        appended.add(entry);
    }

    /** The batch is in the files' pages. */
    void commit() {
        committed = appended.size();
    }

    /** What is in the pages is on the disk. */
    void sync() {
        synced = committed;
    }

    int committed() {
        return committed;
    }

    int synced() {
        return synced;
    }

    void tell(UnsafeBuffer answer) {
        long correlationId = MessageFormat.correlationId(answer, 0, answer.capacity());
        long sequence = new RefusalDecoder()
                .wrap(answer, MessageHeaderDecoder.ENCODED_LENGTH, RefusalDecoder.BLOCK_LENGTH, 1)
                .header()
                .sequence();
        told.add(new Told(sequence, post.attempt(correlationId), answer));
    }

    /** The engine's digest as its last command left it. */
    void see(long sequence, long digest) {
        digests.put(sequence, digest);
    }

    // ----- Afterwards -----

    /**
     * Whatever is found is what was appended, and what must be there is.
     *
     * @param least as many records.
     */
    void expect(List<Entry> found, long least) {
        assertTrue(found.size() >= least, () -> found.size() + " records are left, but " + least + " were safe");
        assertTrue(found.size() <= appended.size(), () -> found.size() + " records are left of " + appended.size());
        for (int i = 0; i < found.size(); i++) {
            int at = i;
            Entry before = appended.get(i);
            boolean isSame = before == null
                    ? found.get(i).templateId() == ConfigureEngineDecoder.TEMPLATE_ID
                    : found.get(i).equals(before);
            assertTrue(isSame, () -> "record " + (at + 1) + " is not as it was appended");
        }
    }

    /** Answers and reports that are of records which are left. */
    List<Told> toldUpTo(long sequence) {
        return told.stream().filter(one -> one.sequence <= sequence).toList();
    }

    boolean hasToldBehind(long sequence) {
        return told.stream().anyMatch(one -> one.sequence > sequence);
    }

    Map<Long, Long> digests() {
        return digests;
    }

    /** Every answer that was told is the one on record. */
    static void expectOnRecord(Told answer, Entry entry) {
        assertEquals(answer.attempt.correlationId(), entry.correlationId(), "whose command record " + entry.sequence());
        int length = answer.bytes.capacity();
        boolean isBeginning = length <= entry.outcome().capacity()
                && answer.bytes.equals(new UnsafeBuffer(entry.outcome(), 0, length));
        assertTrue(
                isBeginning,
                () -> "what was answered to " + answer.attempt.errand().content + " is not on record at "
                        + entry.sequence());
    }
}
