// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.spi.Count;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Threads ask a cache for the connection to each of several hosts. Look at how many connections one
 * host has got: every call of the map is safe, and two calls are not one.
 *
 * <pre>{@code tandem run sync.check-then-act --variant broken}</pre>
 */
final class CheckThenAct implements Workload {

    private static final String LESSON =
            """
            A concurrent map makes each of its methods atomic, and nothing else. Whoever asks
            whether a key is there and then puts it has made two calls, and another thread can put
            the same key in between: both go on with a value of their own, and one of them is in no
            map any more. The map has single calls for it: putIfAbsent, and computeIfAbsent, which
            does not even make the second value.
            """;

    private static final Parameter<Integer> THREADS =
            integer("threads", 4, 1, 64, "how many ask for every host");
    private static final Parameter<Integer> HOSTS =
            integer("hosts", 50_000, 1, 1_000_000, "how many hosts there are");

    private static final Label ONE_EACH =
            acceptable("one-each", "all threads have the same connection to a host");
    private static final Label TWO =
            forbidden("two-connections", "threads have different connections to one host");

    /** A connection to a host; no two are equal. */
    private static final class Connection {}

    /** How the connection to a host is found. */
    private interface Cache {
        Connection get(ConcurrentMap<Integer, Connection> cache, int host);
    }

    private static final Variants<Cache> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "containsKey, then put",
                            TWO,
                            () ->
                                    (cache, host) -> {
                                        if (!cache.containsKey(host)) {
                                            cache.put(host, new Connection());
                                        }
                                        return cache.get(host);
                                    }),
                    sound(
                            "fixed",
                            "computeIfAbsent",
                            () ->
                                    (cache, host) ->
                                            cache.computeIfAbsent(host, _ -> new Connection())),
                    sound(
                            "put-if-absent",
                            "putIfAbsent: a value too many is made, and dropped",
                            () ->
                                    (cache, host) -> {
                                        cache.putIfAbsent(host, new Connection());
                                        return cache.get(host);
                                    }));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.check-then-act", "Check, then act, on a concurrent map", LESSON)
                    .with(THREADS, HOSTS)
                    .with(WAYS)
                    .with(ONE_EACH, TWO)
                    .teaches(ConcurrentHashMap.class)
                    .explorable(SYNC, THREADS.at(2), HOSTS.at(1))
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int hosts = context.get(HOSTS);
        Cache cache = context.make(WAYS);
        ConcurrentMap<Integer, Connection> map = new ConcurrentHashMap<>();
        List<Connection[]> got;
        try (Crew crew = Crew.named("client-")) {
            got =
                    crew.gather(
                            context.get(THREADS),
                            i -> {
                                context.event("asks for " + Count.of(hosts, "host"));
                                return connect(cache, map, hosts);
                            });
        }
        int doubled = 0;
        int most = 0;
        for (int host = 0; host < hosts; host++) {
            Set<Connection> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
            for (Connection[] mine : got) {
                distinct.add(mine[host]);
            }
            doubled += distinct.size() > 1 ? 1 : 0;
            most = Math.max(most, distinct.size());
        }
        return (doubled == 0 ? ONE_EACH : TWO)
                .observed()
                .with("hosts", hosts)
                .with("hostsWithSeveral", doubled)
                .with("mostOfOneHost", most);
    }

    private static Connection[] connect(
            Cache cache, ConcurrentMap<Integer, Connection> map, int hosts)
            throws InterruptedException {
        Connection[] mine = new Connection[hosts];
        for (int host = 0; host < hosts; host++) {
            mine[host] = cache.get(map, host);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return mine;
    }
}
