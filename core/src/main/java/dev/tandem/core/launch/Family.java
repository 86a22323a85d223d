package dev.tandem.core.launch;

import dev.tandem.core.spi.os.ProcessStatus;
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
     * @param adopted whether its parent is not one of the family
     * @param residentBytes the physical memory that it occupies, shared pages included
     */
    public record Member(ProcessStatus status, int depth, boolean adopted, long residentBytes) {

        /** Time on a processor, in seconds. */
        public double cpuSeconds() {
            return status.cpuTicks() / 100.0;
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
        String token = Remains.TOKEN + "=";
        for (ProcessStatus status : List.copyOf(all.values())) {
            if (all.containsKey(status.pid())
                    && isOurs(ProcessStatus.environment(status.pid()), token, self)) {
                add(all, status.pid(), 1, true, family);
            }
        }
        return family;
    }

    private static boolean isOurs(String environment, String token, long self) {
        return environment
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
                add(all, child.pid(), depth + 1, false, family);
            }
        }
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
