// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.floor;

import io.holdfast.bench.result.Results;
import java.util.Locale;

/** What can be measured as a floor. */
public enum Floor {
    /** {@link AeronEcho} over shared memory. */
    ECHO_IPC {
        @Override
        public void measure(FloorTerms terms, Results results) throws Exception {
            EchoFloor.measure(label(), AeronEcho.Terms.IPC, AeronEcho.Log.NONE, terms, results);
        }
    },
    /** {@link AeronEcho} over the loopback interface. */
    ECHO_UDP {
        @Override
        public void measure(FloorTerms terms, Results results) throws Exception {
            EchoFloor.measure(label(), AeronEcho.Terms.UDP, AeronEcho.Log.NONE, terms, results);
        }
    },
    /** {@link AeronEcho} over shared memory, with a memory-mapped append of each request and answer. */
    ECHO_IPC_LOGGED {
        @Override
        public void measure(FloorTerms terms, Results results) throws Exception {
            EchoFloor.measure(label(), AeronEcho.Terms.IPC, AeronEcho.Log.GROWING, terms, results);
        }
    },
    /** The same without the cost of new pages, which is the machine's and varies: the file begins anew. */
    ECHO_IPC_LOGGED_REUSED {
        @Override
        public void measure(FloorTerms terms, Results results) throws Exception {
            EchoFloor.measure(label(), AeronEcho.Terms.IPC, AeronEcho.Log.REUSED, terms, results);
        }
    },
    /** A memory-mapped file, its pages touched ahead by another thread. */
    MAPPED_TOUCHED {
        @Override
        public void measure(FloorTerms terms, Results results) throws Exception {
            MappedFloor.measure(label(), MappedLog.Pages.TOUCHED, terms, results);
        }
    },
    /** A memory-mapped file that does not grow. */
    MAPPED_REUSED {
        @Override
        public void measure(FloorTerms terms, Results results) throws Exception {
            MappedFloor.measure(label(), MappedLog.Pages.REUSED, terms, results);
        }
    },
    /** A memory-mapped file that grows into cold pages. */
    MAPPED_COLD {
        @Override
        public void measure(FloorTerms terms, Results results) throws Exception {
            MappedFloor.measure(label(), MappedLog.Pages.COLD, terms, results);
        }
    },
    /** Chronicle Queue, a document for each record, and one for each batch. */
    CHRONICLE {
        @Override
        public void measure(FloorTerms terms, Results results) throws Exception {
            ChronicleFloor.measure(label(), terms, results);
        }
    },
    /** A Disruptor between two threads. */
    DISRUPTOR {
        @Override
        public void measure(FloorTerms terms, Results results) throws Exception {
            DisruptorFloor.measure(label(), terms, results);
        }
    },
    /** The disk, synced after each batch. */
    FSYNC {
        @Override
        public void measure(FloorTerms terms, Results results) throws Exception {
            FsyncFloor.measure(label(), terms, results);
        }
    };

    /** Adds what is measured to the results. */
    public abstract void measure(FloorTerms terms, Results results) throws Exception;

    /** As it is named in options and results. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return label();
    }
}
