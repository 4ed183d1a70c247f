// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.floor;

import io.holdfast.bench.result.Results;
import java.util.Locale;

/** What can be measured as a floor. */
public enum Floor {
    /** {@link AeronEcho} over shared memory. */
    ECHO_IPC,
    /** {@link AeronEcho} over the loopback interface. */
    ECHO_UDP,
    /** {@link AeronEcho} over shared memory, with a memory-mapped append of each request and answer. */
    ECHO_IPC_LOGGED,
    /** The same without the cost of new pages, which is the machine's and varies: the file begins anew. */
    ECHO_IPC_LOGGED_REUSED,
    /** A memory-mapped file, its pages touched ahead by another thread. */
    MAPPED_TOUCHED,
    /** A memory-mapped file that does not grow. */
    MAPPED_REUSED,
    /** A memory-mapped file that grows into cold pages. */
    MAPPED_COLD,
    /** Chronicle Queue, a document for each record, and one for each batch. */
    CHRONICLE,
    /** A Disruptor between two threads. */
    DISRUPTOR,
    /** The disk, synced after each batch. */
    FSYNC;

    /** Adds what is measured to the results. */
    public void measure(FloorTerms terms, Results results) throws Exception {
        switch (this) {
            case ECHO_IPC -> EchoFloor.measure(label(), AeronEcho.Terms.IPC, AeronEcho.Log.NONE, terms, results);
            case ECHO_UDP -> EchoFloor.measure(label(), AeronEcho.Terms.UDP, AeronEcho.Log.NONE, terms, results);
            case ECHO_IPC_LOGGED ->
                EchoFloor.measure(label(), AeronEcho.Terms.IPC, AeronEcho.Log.GROWING, terms, results);
            case ECHO_IPC_LOGGED_REUSED ->
                EchoFloor.measure(label(), AeronEcho.Terms.IPC, AeronEcho.Log.REUSED, terms, results);
            case MAPPED_TOUCHED -> MappedFloor.measure(label(), MappedLog.Pages.TOUCHED, terms, results);
            case MAPPED_REUSED -> MappedFloor.measure(label(), MappedLog.Pages.REUSED, terms, results);
            case MAPPED_COLD -> MappedFloor.measure(label(), MappedLog.Pages.COLD, terms, results);
            case CHRONICLE -> ChronicleFloor.measure(label(), terms, results);
            case DISRUPTOR -> DisruptorFloor.measure(label(), terms, results);
            case FSYNC -> FsyncFloor.measure(label(), terms, results);
        }
    }

    /** As it is named in options and results. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return label();
    }
}
