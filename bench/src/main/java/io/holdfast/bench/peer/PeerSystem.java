// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.peer;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;

/** A system that decides on orders, and how it is asked. */
public enum PeerSystem {
    /** Synced each second, orders sent {@value PIPELINED} at a time. */
    REDIS_EVERYSEC_PIPELINED {
        @Override
        Peer start() throws IOException, NotInstalledException {
            return RedisPeer.start("everysec", PIPELINED);
        }
    },
    /** Synced before an answer is given, orders sent {@value PIPELINED} at a time. */
    REDIS_ALWAYS_PIPELINED {
        @Override
        Peer start() throws IOException, NotInstalledException {
            return RedisPeer.start("always", PIPELINED);
        }
    },
    /** Synced each second, one order after the other. */
    REDIS_EVERYSEC {
        @Override
        Peer start() throws IOException, NotInstalledException {
            return RedisPeer.start("everysec", 1);
        }
    },
    /** Synced before an answer is given, one order after the other. */
    REDIS_ALWAYS {
        @Override
        Peer start() throws IOException, NotInstalledException {
            return RedisPeer.start("always", 1);
        }
    },
    /** Synced before an answer is given, 8 connections. */
    POSTGRES_SYNC {
        @Override
        Peer start() throws IOException, SQLException, NotInstalledException {
            return PostgresPeer.start(true);
        }
    },
    /** Synced some time later, 8 connections. */
    POSTGRES_ASYNC {
        @Override
        Peer start() throws IOException, SQLException, NotInstalledException {
            return PostgresPeer.start(false);
        }
    },
    /** Maps in this process, kept nowhere. */
    CONCURRENT_MAP {
        @Override
        Peer start() {
            return new MapPeer();
        }
    };

    static final int PIPELINED = 256;

    /** Starts it; it does not outlive this process. */
    abstract Peer start() throws IOException, SQLException, NotInstalledException;

    /** As it is named in options and results. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return label();
    }
}
