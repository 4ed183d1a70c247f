// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Where in the bytes of a journal file its documents are: each a header of 4 bytes, its content, and padding. */
final class JournalBytes {
    static final int HEADER_LENGTH = 4;

    /** In a document's header: Chronicle's own. */
    private static final int META_DATA = 0x4000_0000;

    private static final int SEQUENCE_IN_RECORD = 8;

    private final ByteBuffer bytes;
    private final List<Integer> documents = new ArrayList<>();
    private final int end;

    JournalBytes(byte[] file) {
        bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        // A header of zero is the end; that of the end mark is negative.
        while (at + HEADER_LENGTH <= file.length && bytes.getInt(at) > 0) {
            if ((bytes.getInt(at) & META_DATA) == 0) {
                documents.add(at);
            }
            at += HEADER_LENGTH + (length(at) + 3) / 4 * 4;
        }
        end = at;
    }

    /** The offsets of the documents with records. */
    List<Integer> documents() {
        return documents;
    }

    /** The length of the content of the document at an offset. */
    int length(int document) {
        return bytes.getInt(document) & ~META_DATA;
    }

    /** The sequence of a document's first record. */
    long firstSequence(int document) {
        return bytes.getLong(document + HEADER_LENGTH + SEQUENCE_IN_RECORD);
    }

    /** Where a number of documents end; 0 for none. */
    int endOf(int count) {
        return count == 0 ? 0 : count < documents.size() ? documents.get(count) : end;
    }

    /** Where the documents end. */
    int end() {
        return end;
    }
}
