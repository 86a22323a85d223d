// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.spi.os.ProcessStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * This process and all that have come of it: its descendants, and those that were once and have
 * been adopted since.
 */
public final class Family {

    /**
     * A process of the family.
     *
     * @param depth how many parents lie between it and this process, itself included; 1 for one
     *     that has been adopted
     * @param adopted whether it has lost the parent that it was born to
     * @param residentBytes the physical memory that it occupies, shared pages included
     */
    public record Member(ProcessStatus status, int depth, boolean adopted, long residentBytes) {

        /** Time on a processor, in seconds. */
        public double cpuSeconds() {
            return status.cpuTicks() / 100.0;
        }

        /** The command line; for the guardian, which has a long one, what it is. */
        public String command() {
            return Guardian.is(status)
                    ? Guardian.NAME + ", which ends the others if this process is killed"
                    : status.command();
        }
    }

    private Family() {}

    /**
     * The family as it is now, every parent before its children, elder ones first; empty on a
     * system without {@code /proc}.
     */
    public static List<Member> now() {
        if (!ProcessStatus.isReadable()) {
            return List.of();
        }
        Map<Long, ProcessStatus> all = new LinkedHashMap<>();
        ProcessStatus.all().stream()
                .sorted(
                        Comparator.comparingLong(ProcessStatus::startTicks)
                                .thenComparingLong(ProcessStatus::pid))
                .forEach(status -> all.put(status.pid(), status));
        long self = ProcessHandle.current().pid();
        List<Member> family = new ArrayList<>();
        add(all, self, 0, false, family);
        // What is left and carries a token of ours has lost its parent.
        for (ProcessStatus status : List.copyOf(all.values())) {
            if (all.containsKey(status.pid()) && isOurs(status, self)) {
                add(all, status.pid(), 1, true, family);
            }
        }
        return family;
    }

    private static boolean isOurs(ProcessStatus status, long self) {
        String token = Remains.TOKEN + "=";
        return ProcessStatus.environment(status.pid())
                .lines()
                .flatMap(line -> List.of(line.split("\0", -1)).stream())
                .filter(entry -> entry.startsWith(token))
                .flatMap(entry -> List.of(entry.substring(token.length()).split("/", -1)).stream())
                .anyMatch(part -> part.startsWith(self + "-"));
    }

    private static void add(
            Map<Long, ProcessStatus> all,
            long pid,
            int depth,
            boolean adopted,
            List<Member> family) {
        ProcessStatus status = all.remove(pid);
        if (status == null) {
            return;
        }
        family.add(new Member(status, depth, adopted, residentBytes(pid)));
        for (ProcessStatus child : List.copyOf(all.values())) {
            if (child.parent() == pid) {
                // This process starts workers. Anything else that carries its token is a
                // descendant which it has adopted.
                boolean orphan = depth == 0 && isOurs(child, pid) && !isWorker(child);
                add(all, child.pid(), depth + 1, orphan, family);
            }
        }
    }

    private static boolean isWorker(ProcessStatus status) {
        List<String> words = List.of(status.command().split(" ", -1));
        return words.size() > 2 && words.get(words.size() - 2).equals(Siblings.WORKER);
    }

    private static long residentBytes(long pid) {
        return ProcessStatus.bytes(pid, "status")
                .orElse("")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .sum();
    }
}
