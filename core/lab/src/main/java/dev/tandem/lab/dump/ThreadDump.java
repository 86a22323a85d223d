// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.dump;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The threads of a JVM, each as it was when it was looked at: not all at one moment.
 *
 * @param pid of the JVM; empty when the dump does not say
 * @param runtime its version; empty when the dump does not say
 * @param complete whether it has the virtual threads too
 * @param detailed whether it tells of all threads what they do, hold and wait for; in JSON, a JVM
 *     of version 25 does so, and one of version 21 does not
 */
public record ThreadDump(
        Optional<Long> pid,
        String runtime,
        boolean complete,
        boolean detailed,
        List<DumpedThread> threads) {

    /**
     * Who holds what: monitors, locks as far as they are known, and classes that are being
     * initialised, by their names.
     */
    public Map<String, DumpedThread> holders() {
        Map<String, DumpedThread> holders = new HashMap<>();
        for (DumpedThread thread : threads) {
            thread.holds().forEach(object -> holders.put(object, thread));
            thread.initialising().forEach(name -> holders.put(name, thread));
        }
        return holders;
    }

    /**
     * The same with what only another dump of the same JVM knows: which locks platform threads
     * hold, and which classes they wait for. The two name objects differently; a lock is recognised
     * by a thread that waits for it in both. Of a dump that is not detailed, all that is known of
     * platform threads comes from the other.
     */
    public ThreadDump completedBy(ThreadDump other) {
        Map<Long, DumpedThread> others =
                other.threads().stream()
                        .collect(
                                Collectors.toMap(
                                        DumpedThread::id, Function.identity(), (a, b) -> a));
        Map<String, String> names = new HashMap<>();
        for (DumpedThread thread : threads) {
            DumpedThread same = others.get(thread.id());
            if (same != null && same.parkedOn().isPresent() && thread.parkedOn().isPresent()) {
                names.put(same.parkedOn().get(), thread.parkedOn().get());
            }
        }
        List<DumpedThread> completed =
                threads.stream()
                        .map(thread -> {
                            DumpedThread same = others.get(thread.id());
                            if (same == null) {
                                return thread;
                            }
                            return detailed
                                    ? completed(thread, same, names)
                                    : same.in(thread.pool());
                        })
                        .toList();
        return new ThreadDump(pid, runtime, complete, detailed, completed);
    }

    private static DumpedThread completed(
            DumpedThread thread, DumpedThread same, Map<String, String> names) {
        Set<String> holds = new LinkedHashSet<>(thread.holds());
        for (String lock : same.holds()) {
            if (names.containsKey(lock)) {
                holds.add(names.get(lock));
            }
        }
        Optional<String> waitsForClass = same.blockedOn().filter(o -> o.startsWith("class "));
        return thread.with(waitsForClass.or(thread::blockedOn), holds);
    }
}
