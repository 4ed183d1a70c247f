// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import static io.holdfast.journal.RecordDescriptor.BODY_OFFSET;
import static io.holdfast.journal.RecordDescriptor.COMMAND_LENGTH_OFFSET;
import static io.holdfast.journal.RecordDescriptor.CRC_OFFSET;
import static io.holdfast.journal.RecordDescriptor.END_MARK;
import static io.holdfast.journal.RecordDescriptor.END_MARK_LENGTH;
import static io.holdfast.journal.RecordDescriptor.LENGTH_OFFSET;
import static io.holdfast.journal.RecordDescriptor.MAX_LENGTH;
import static io.holdfast.journal.RecordDescriptor.MIN_LENGTH;
import static io.holdfast.journal.RecordDescriptor.OUTCOME_LENGTH_OFFSET;
import static io.holdfast.journal.RecordDescriptor.SEQUENCE_OFFSET;
import static io.holdfast.journal.RecordDescriptor.TIMESTAMP_OFFSET;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One file of the journal, walked from its first byte to its last, so that there is no byte which nobody has looked at. The
 * walk of a file that is being written stops where it ends for now, and can be taken up again from there.
 *
 * <p>The file is a chain of Chronicle documents (Chronicle Wire's "size prefixed blob"): a 4-byte little-endian header,
 * its content, and padding to a multiple of 4. The header's low 30 bits are the content's length, bit 30 says that it is
 * Chronicle's own (file header, index), bit 31 that it is not complete. A header of zero is the end; so is the end mark
 * that Chronicle puts when it begins the next file. While a document is being written its header is still zero, so what
 * a killed process leaves is a zero header with bytes behind it.
 */
final class CycleFile implements AutoCloseable {
    static final int HEADER_LENGTH = 4;
    private static final int NONE = -1;

    private static final int LENGTH_MASK = 0x3FFF_FFFF;
    private static final int META_DATA = 0x4000_0000;
    private static final int NOT_COMPLETE = 0x8000_0000;
    private static final int END_OF_FILE = NOT_COMPLETE | META_DATA;
    private static final byte[] END_OF_FILE_TEXT = {(byte) 0xC3, 'E', 'O', 'F'};

    /** How Chronicle's own documents begin: an event name of the given length. */
    private static final byte EVENT_NAME = (byte) 0xB9;

    /** How every file begins, behind its first header. */
    private static final byte[] BEGINNING = {EVENT_NAME, 6, 'h', 'e', 'a', 'd', 'e', 'r'};

    private static final String[] EVENT_NAMES = {"header", "index2index", "index"};

    /** How far behind its end for now a file is looked at when it has been looked at to its end before. */
    private static final int LOOK_AHEAD = 2 * RecordBatch.MAX_LENGTH;

    private final Path file;
    private final FileChannel channel;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final CRC32C crc = new CRC32C();

    private MappedByteBuffer mapped;
    private ByteBuffer crcView;
    private int size;

    /** Where the walk is: at a document's header. */
    private int position;

    private long lastSequence;
    private long lastTimestampNs;
    private long firstTimestampNs;
    private long records;
    private FileEnd fileEnd = FileEnd.WHOLE;
    private boolean isPastRange;

    /** Where the file was last found to end for now, and to have nothing behind that. */
    private int endSeenAt = -1;

    private int endSeenHeader;

    private CycleFile(Path file, FileChannel channel, long lastSequence, long lastTimestampNs) throws IOException {
        this.file = file;
        this.channel = channel;
        this.lastSequence = lastSequence;
        this.lastTimestampNs = lastTimestampNs;
        map();
    }

    /**
     * @param lastSequence    the sequence of the last record before this file.
     * @param lastTimestampNs its time.
     */
    static CycleFile open(Path file, long lastSequence, long lastTimestampNs) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new CycleFile(file, channel, lastSequence, lastTimestampNs);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The sequence of a file's first record; 0 if it has none, or if that cannot be told because the file is not whole. */
    static long firstSequence(Path file) throws IOException {
        try (CycleFile cycleFile = open(file, 0, 0)) {
            return cycleFile.firstSequence();
        }
    }

    /** Behind the last byte of a file that is not zero. */
    static long contentEnd(Path file) throws IOException {
        try (CycleFile cycleFile = open(file, 0, 0)) {
            return cycleFile.lastNonZero(0) + 1L;
        }
    }

    /** Offset of the last document that starts at or before a sequence; 0 if none does. The file need not be whole. */
    static long documentOf(Path file, long sequence) throws IOException {
        try (CycleFile cycleFile = open(file, 0, 0)) {
            return cycleFile.documentOf(sequence);
        }
    }

    private int documentOf(long sequence) {
        int document = 0;
        int next = nextRecords(0);
        while (next != NONE && sequence(next + HEADER_LENGTH) <= sequence) {
            document = next;
            next = nextRecords(documentEnd(next));
        }
        return document;
    }

    private void map() throws IOException {
        long length = channel.size();
        if (length > Integer.MAX_VALUE) {
            throw new DamagedJournalException(file, length, "longer than any journal file can be");
        }
        mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, length);
        mapped.order(ByteOrder.LITTLE_ENDIAN);
        crcView = mapped.duplicate();
        buffer.wrap(mapped);
        size = mapped.capacity();
    }

    /** Takes in what the file has grown by since it was mapped. */
    void grow() throws IOException {
        if (channel.size() > size) {
            BufferUtil.free(mapped);
            map();
        }
    }

    long lastSequence() {
        return lastSequence;
    }

    long lastTimestampNs() {
        return lastTimestampNs;
    }

    long records() {
        return records;
    }

    private long firstSequence() {
        int at = nextRecords(0);
        return at == NONE ? 0 : sequence(at + HEADER_LENGTH);
    }

    /** Offset of the next document that begins with a record, from the document at an offset on; {@link #NONE} at the end, or at what is not whole. */
    private int nextRecords(int from) {
        int at = from;
        while (at <= size - HEADER_LENGTH) {
            int header = header(at);
            int content = at + HEADER_LENGTH;
            int length = header & LENGTH_MASK;
            if (header == 0 || (header & NOT_COMPLETE) != 0 || length > size - content) {
                return NONE;
            }
            if ((header & META_DATA) == 0) {
                return isRecord(content, content + length) ? at : NONE;
            }
            at = documentEnd(at);
        }
        return NONE;
    }

    private int documentEnd(int document) {
        return BitUtil.align(document + HEADER_LENGTH + (header(document) & LENGTH_MASK), HEADER_LENGTH);
    }

    /**
     * Reads the whole file, or what is left of it.
     *
     * @param end   how it may end.
     * @param range behind which nothing is to be read, nor looked at.
     * @return the torn end, or null if there is none.
     */
    TornEnd read(FileEnd end, JournalRange range, RecordHandler handler) throws IOException {
        fileEnd = end;
        boolean isLast = end != FileEnd.WHOLE;
        boolean isBeingWritten = end == FileEnd.BEING_WRITTEN;
        while (position + HEADER_LENGTH <= size) {
            int at = position;
            int header = header(at);
            int content = at + HEADER_LENGTH;
            if (isBeingWritten && (header == 0 || (header & NOT_COMPLETE) != 0)) {
                refuseUnlessEndForNow(at, header);
                return null;
            }
            if (header == END_OF_FILE) {
                checkEndOfFile(at);
                return null;
            }
            if (header == 0) {
                return readEnd(at, content, isLast, range, handler);
            }
            int length = header & LENGTH_MASK;
            if (isBeingWritten && length > size - content && channel.size() > size) {
                // The file has grown since it was mapped.
                return null;
            }
            if ((header & NOT_COMPLETE) != 0) {
                return brokenDocument(at, isLast, "a document's header is broken");
            }
            if ((header & META_DATA) != 0) {
                if (length > size - content || !isChroniclesOwn(content)) {
                    return brokenDocument(at, isLast, "neither a record nor an index");
                }
                refuseRecordsWithin(content, length);
            } else {
                // An end mark's last byte is not zero, nor is it with one bit flipped.
                boolean bytesAreMissing =
                        length > size - content || buffer.getByte(content + length - 1) == 0 || mayHaveHoles();
                if (isBeingWritten && bytesAreMissing) {
                    // An earlier start's torn end, which the one that owns the directory has yet to cut off.
                    refuseUnlessTorn(at, content, wholeRecordsEnd(content, length));
                    return null;
                }
                int recordsEnd = readRecords(content, length, range, handler);
                if (isPastRange) {
                    return null;
                }
                if (recordsEnd != content + length) {
                    return bytesAreMissing && isLast
                            ? torn(at, content, recordsEnd)
                            : damaged(recordsEnd, whatIsWrong(recordsEnd));
                }
            }
            position = BitUtil.align(content + length, HEADER_LENGTH);
        }
        return !isBeingWritten && (position < size || size == 0)
                ? readEnd(position, size, isLast, range, handler)
                : null;
    }

    /** What has been read of it. */
    JournalFile summary() {
        boolean isEmpty = records == 0;
        return new JournalFile(
                file,
                records,
                isEmpty ? 0 : lastSequence - records + 1,
                isEmpty ? 0 : lastSequence,
                firstTimestampNs,
                isEmpty ? 0 : lastTimestampNs,
                position,
                size);
    }

    /** Whether there is nothing more in the range. */
    boolean isPastRange() {
        return isPastRange;
    }

    /**
     * The writer must have come as far as this. It has if it goes on meanwhile; what comes then is for the next time, or a
     * reader would run after a busy writer for ever.
     */
    private void refuseUnlessEndForNow(int at, int header) {
        if (at == endSeenAt && header == endSeenHeader) {
            return;
        }
        String wrong = whatNoWriterLeaves(at, header);
        if (header(at) != header) {
            return;
        }
        if (wrong != null) {
            damaged(at, wrong);
        }
        endSeenAt = at;
        endSeenHeader = header;
    }

    /** What shows that the document at a header is not the one that is being written; null if nothing does. */
    private String whatNoWriterLeaves(int at, int header) {
        int content = at + HEADER_LENGTH;
        if (header == END_OF_FILE) {
            return isBegunEndOfFile(content) ? null : "a broken end-of-file mark";
        }
        boolean isFileBeingMade = records == 0 && isBegunAt(HEADER_LENGTH, BEGINNING);
        if ((header != 0 || at == 0) && !isFileBeingMade) {
            return "a document's header is broken";
        }
        // The file has been looked at to its end before, and that takes long.
        int last = endSeenAt < 0 ? lastNonZero(content) : lastNonZero(content, Math.min(size, content + LOOK_AHEAD));
        if (last >= content + RecordBatch.MAX_LENGTH) {
            return "no document, and not the end: byte " + last + " is not zero";
        }
        // Records of the same document follow an end mark, or zeros that are yet to become one.
        for (int next = content + HEADER_LENGTH; next < last; next += HEADER_LENGTH) {
            if (isFirstOfDocument(next) && isRecord(next, size)) {
                return "no document, and not the end: another one with record " + sequence(next) + " follows";
            }
        }
        return null;
    }

    /** Whether what stands before a record is a document's header, not the end of another record, nor nothing yet. */
    private boolean isFirstOfDocument(int at) {
        int before = intAt(at - HEADER_LENGTH);
        return before != 0 && before != END_MARK;
    }

    /** Whether the bytes at an offset are these, as far as they have been written. */
    private boolean isBegunAt(int from, byte[] bytes) {
        for (int i = 0; i < bytes.length && from + i < size; i++) {
            byte there = buffer.getByte(from + i);
            if (there != bytes[i] && there != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * A document of Chronicle's own that is not whole: damage, unless the file was being made. Such a file has no record
     * in it, and begins as every file does, as far as it goes.
     */
    private TornEnd brokenDocument(int at, boolean isLast, String what) {
        if (mayHaveHoles()) {
            return records == 0
                    ? new TornEnd(file, 0, 0, lastNonZero(0) + 1L)
                    : torn(at, at + HEADER_LENGTH, at + HEADER_LENGTH);
        }
        if (!isLast || records > 0 || !isBeginning()) {
            return damaged(at, what);
        }
        refuseIfRecordsFollow(at);
        return new TornEnd(file, 0, 0, lastNonZero(0) + 1L);
    }

    private boolean isBeginning() {
        for (int i = 0; i < BEGINNING.length; i++) {
            int at = HEADER_LENGTH + i;
            if (at >= size || buffer.getByte(at) != BEGINNING[i]) {
                return lastNonZero(at) < at;
            }
        }
        return true;
    }

    /** A wrong length of one of Chronicle's own documents must not make records disappear. */
    private void refuseRecordsWithin(int content, int length) {
        for (int at = content; at < content + length; at += HEADER_LENGTH) {
            if (isRecord(at, size)) {
                damaged(content - HEADER_LENGTH, "an index that reaches over record " + sequence(at));
            }
        }
    }

    /** Behind the last document: nothing, or a document that was being written. */
    private TornEnd readEnd(int at, int content, boolean isLast, JournalRange range, RecordHandler handler) {
        if (at == 0) {
            return brokenDocument(at, isLast, "no journal file");
        }
        if (lastNonZero(at) < at) {
            return null;
        }
        if (!isLast) {
            return isBegunEndOfFile(content) ? null : damaged(at, "zeros where a document should be");
        }
        int recordsEnd = readRecords(content, size - content, range, handler);
        return isPastRange ? null : torn(at, content, recordsEnd);
    }

    /** A torn end, unless something behind it shows that it is none. */
    private TornEnd torn(int at, int content, int end) {
        if (at == 0) {
            return brokenDocument(0, true, "no journal file");
        }
        int lastNonZero = refuseUnlessTorn(at, content, end);
        return new TornEnd(file, at, end - content, Math.max(0, lastNonZero + 1 - end));
    }

    /** Returns the offset of the last byte that is not zero. */
    private int refuseUnlessTorn(int at, int content, int end) {
        int lastNonZero = lastNonZero(end);
        if (lastNonZero >= content + RecordBatch.MAX_LENGTH && fileEnd != FileEnd.MAYBE_HOLED) {
            damaged(end, "broken here, and not the end: byte " + lastNonZero + " is not zero");
        }
        // A wrong length can make a document's second record look like a document.
        if (isRecord(at, size)) {
            damaged(at, "record " + sequence(at) + " where a document should begin");
        }
        refuseIfRecordsFollow(end);
        return lastNonZero;
    }

    /** Whether the machine went down, so that pages may be missing behind what had been synced. */
    private boolean mayHaveHoles() {
        return fileEnd == FileEnd.LAST_BATCH_MAYBE_HOLED || fileEnd == FileEnd.MAYBE_HOLED;
    }

    private void refuseIfRecordsFollow(int from) {
        if (fileEnd == FileEnd.MAYBE_HOLED) {
            return;
        }
        for (int at = BitUtil.align(from, HEADER_LENGTH); at <= size - MIN_LENGTH; at += HEADER_LENGTH) {
            // A record that begins a document shows that the one before had been synced.
            if (isRecord(at, size) && (fileEnd != FileEnd.LAST_BATCH_MAYBE_HOLED || isFirstOfDocument(at))) {
                damaged(from, "broken here, and not the end: record " + sequence(at) + " follows at byte " + at);
            }
        }
    }

    /** Where records end to be whole. */
    private int wholeRecordsEnd(int from, int length) {
        int end = (int) Math.min((long) from + length, size);
        int at = from;
        while (at < end && isRecord(at, end)) {
            at += intAt(at + LENGTH_OFFSET);
        }
        return at;
    }

    /** Reads records as long as they are whole, follow one another and are in the range; returns where that ends. */
    private int readRecords(int from, int length, JournalRange range, RecordHandler handler) {
        int end = (int) Math.min((long) from + length, size);
        int at = from;
        while (at < end && isRecord(at, end)) {
            long timestampNs = longAt(at + TIMESTAMP_OFFSET);
            if (sequence(at) != lastSequence + 1) {
                damaged(at, "record " + sequence(at) + " follows record " + lastSequence);
            }
            if (timestampNs < lastTimestampNs) {
                damaged(at, "record " + sequence(at) + " is older than the one before it");
            }
            if (range.endsBefore(sequence(at), timestampNs)) {
                isPastRange = true;
                return at;
            }
            lastSequence = sequence(at);
            lastTimestampNs = timestampNs;
            firstTimestampNs = records == 0 ? timestampNs : firstTimestampNs;
            records++;
            int commandLength = intAt(at + COMMAND_LENGTH_OFFSET);
            handler.onRecord(
                    lastSequence,
                    timestampNs,
                    buffer,
                    at + BODY_OFFSET,
                    commandLength,
                    at + BODY_OFFSET + commandLength,
                    intAt(at + OUTCOME_LENGTH_OFFSET));
            at += intAt(at + LENGTH_OFFSET);
        }
        return at;
    }

    private boolean isRecord(int at, int end) {
        if (at > end - MIN_LENGTH) {
            return false;
        }
        int length = intAt(at + LENGTH_OFFSET);
        if (length < MIN_LENGTH || length > MAX_LENGTH || length > end - at) {
            return false;
        }
        int commandLength = intAt(at + COMMAND_LENGTH_OFFSET);
        int outcomeLength = intAt(at + OUTCOME_LENGTH_OFFSET);
        return commandLength >= 0
                && outcomeLength >= 0
                && commandLength <= MAX_LENGTH
                && outcomeLength <= MAX_LENGTH
                && length == RecordDescriptor.length(commandLength, outcomeLength)
                && intAt(at + length - END_MARK_LENGTH) == END_MARK
                && intAt(at + CRC_OFFSET) == RecordDescriptor.crc(crc, crcView, at, length);
    }

    private String whatIsWrong(int at) {
        return "the record after sequence " + lastSequence + " is damaged (length, checksum or end mark at byte " + at
                + " do not agree)";
    }

    private boolean isChroniclesOwn(int content) {
        if (content > size - 2 || buffer.getByte(content) != EVENT_NAME) {
            return false;
        }
        int nameLength = buffer.getByte(content + 1);
        for (String name : EVENT_NAMES) {
            if (nameLength == name.length()
                    && content + 2 + nameLength <= size
                    && buffer.getStringWithoutLengthAscii(content + 2, nameLength)
                            .equals(name)) {
                return true;
            }
        }
        return false;
    }

    private void checkEndOfFile(int at) {
        int content = at + HEADER_LENGTH;
        if (!isBegunAt(content, END_OF_FILE_TEXT)) {
            damaged(at, "a broken end-of-file mark");
        }
        if (!isBegunEndOfFile(content)) {
            damaged(lastNonZero(content), "something stands behind the end of the file");
        }
    }

    /** Whether nothing follows but the text of the end mark, as far as it was written: Chronicle writes its header first. */
    private boolean isBegunEndOfFile(int content) {
        int end = content + END_OF_FILE_TEXT.length;
        return isBegunAt(content, END_OF_FILE_TEXT) && lastNonZero(end) < end;
    }

    /** The offset of the last byte at or behind {@code from} that is not zero, or {@code from - 1}. */
    private int lastNonZero(int from) {
        return lastNonZero(from, size);
    }

    private int lastNonZero(int from, int to) {
        int at = to;
        while (at - Long.BYTES >= from && buffer.getLong(at - Long.BYTES) == 0) {
            at -= Long.BYTES;
        }
        while (at > from && buffer.getByte(at - 1) == 0) {
            at--;
        }
        return at - 1;
    }

    private TornEnd damaged(long at, String what) {
        throw new DamagedJournalException(file, at, what);
    }

    private long sequence(int at) {
        return longAt(at + SEQUENCE_OFFSET);
    }

    /** A document's header; what it says to be there is there, also where somebody else is writing. */
    private int header(int at) {
        int header = intAt(at);
        VarHandle.acquireFence();
        return header;
    }

    private int intAt(int offset) {
        return buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN);
    }

    private long longAt(int offset) {
        return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        BufferUtil.free(mapped);
        channel.close();
    }
}
