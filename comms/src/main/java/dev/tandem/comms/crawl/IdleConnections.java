// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.LongSupplier;

/**
 * Connections that are open and wait for the next request to their site. One is kept of each, since
 * a site has one visitor at a time, and of all sites no more than {@value #MOST}, the longest
 * unused of which goes first. Thread-safe.
 */
final class IdleConnections implements AutoCloseable {

    static final int MOST = 64;

    /** Servers hang up after a few seconds; a request that crosses with that is sent in vain. */
    private static final Duration LONGEST = Duration.ofSeconds(4);

    private record Idle(Connection connection, long since) {}

    private final SequencedMap<String, Idle> idle = new LinkedHashMap<>();
    private final LongSupplier clock;
    private boolean closed;

    /**
     * @param clock in nanoseconds
     */
    IdleConnections(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * The connection that is kept to a site, which is then the caller's.
     *
     * @param addresses that the site has now; a connection to any other is not used again
     */
    synchronized Optional<Connection> take(String site, InetAddress[] addresses) {
        Idle kept = idle.remove(site);
        if (kept == null) {
            return Optional.empty();
        }
        boolean fresh = clock.getAsLong() - kept.since <= LONGEST.toNanos();
        if (fresh && Arrays.asList(addresses).contains(kept.connection.address())) {
            return Optional.of(kept.connection);
        }
        kept.connection.close();
        return Optional.empty();
    }

    /** Keeps a connection to a site in place of the one before. */
    synchronized void keep(String site, Connection connection) {
        if (closed) {
            connection.close();
            return;
        }
        Idle before = idle.remove(site);
        if (before != null) {
            before.connection.close();
        }
        idle.put(site, new Idle(connection, clock.getAsLong()));
        if (idle.size() > MOST) {
            idle.pollFirstEntry().getValue().connection.close();
        }
    }

    /** Closes all, those too that are given back later. */
    @Override
    public synchronized void close() {
        closed = true;
        idle.values().forEach(kept -> kept.connection.close());
        idle.clear();
    }
}
