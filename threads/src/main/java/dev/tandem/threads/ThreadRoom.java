// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the kernel how many more platform threads there may be; see proc(5), getrlimit(2) and
 * cgroups(7). What cannot be read limits nothing.
 *
 * @param root of the file system
 */
record ThreadRoom(Path root) {

    /**
     * Something that is used up by threads.
     *
     * @param name as the system has it
     * @param room how many more threads it has room for
     */
    record Limit(String name, long room) {}

    /** What a thread takes up in physical memory, its share of the kernel's included: cautious. */
    private static final long BYTES = 128 << 10;

    /** Its stack, and the guard pages below. */
    private static final long MAPS = 2;

    /** The limit that is reached first; empty when nothing can be read. */
    Optional<Limit> nearest() {
        return limits().stream().min(Comparator.comparingLong(Limit::room));
    }

    List<Limit> limits() {
        List<Limit> limits = new ArrayList<>();
        long threads = threadsOfTheMachine();
        add(limits, "kernel.threads-max", number("proc/sys/kernel/threads-max"), threads, 1);
        add(limits, "kernel.pid_max", number("proc/sys/kernel/pid_max"), threads, 1);
        // Those of this user alone count for the kernel; all of them is on the safe side.
        add(limits, "ulimit -u", processesOfTheUser(), threads, 1);
        long maps = lines("proc/self/maps").size();
        add(limits, "vm.max_map_count", number("proc/sys/vm/max_map_count"), maps, MAPS);
        add(limits, "available memory", availableMemory(), 0, BYTES);
        addGroups(limits);
        return limits;
    }

    private static void add(
            List<Limit> limits, String name, Optional<Long> allowed, long used, long each) {
        allowed.ifPresent(a -> limits.add(new Limit(name, Math.max(0, a - used) / each)));
    }

    /** The control groups of this process, each of which has what those above it leave. */
    private void addGroups(List<Limit> limits) {
        for (String line : lines("proc/self/cgroup")) {
            String[] parts = line.split(":", 3);
            if (parts.length < 3) {
                continue;
            }
            Path mount = Path.of("sys/fs/cgroup").resolve(parts[1]);
            Path own = mount.resolve(parts[2].substring(1)).normalize();
            // In a container the path may be one of outside, and the mount is then all there is.
            @Nullable Path group = own.startsWith(mount) ? own : mount;
            while (group != null && group.startsWith(mount)) {
                String folder = group + "/";
                addGroup(limits, folder + "pids.max", folder + "pids.current", 1);
                addGroup(limits, folder + "memory.max", folder + "memory.current", BYTES);
                addGroup(
                        limits,
                        folder + "memory.limit_in_bytes",
                        folder + "memory.usage_in_bytes",
                        BYTES);
                group = group.getParent();
            }
        }
    }

    private void addGroup(List<Limit> limits, String allowed, String used, long each) {
        add(limits, "/" + allowed, number(allowed), number(used).orElse(0L), each);
    }

    /** The fourth word, such as 2/345, has those that run and those that there are. */
    private long threadsOfTheMachine() {
        return lines("proc/loadavg").stream()
                .map(line -> line.split("[ /]", -1))
                .filter(words -> words.length > 4)
                .map(words -> Long.parseLong(words[4]))
                .findFirst()
                .orElse(0L);
    }

    private Optional<Long> processesOfTheUser() {
        return word(lines("proc/self/limits"), "Max processes");
    }

    private Optional<Long> availableMemory() {
        return word(lines("proc/meminfo"), "MemAvailable:").map(kilobytes -> kilobytes << 10);
    }

    /** The number behind the name; empty when there is no such line or it says unlimited. */
    private static Optional<Long> word(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split(" ", 2)[0])
                .flatMap(ThreadRoom::parse)
                .findFirst();
    }

    private Optional<Long> number(String file) {
        return lines(file).stream().flatMap(ThreadRoom::parse).findFirst();
    }

    private static Stream<Long> parse(String text) {
        // A control group without a limit says max, or a number near the greatest there is.
        return text.matches("\\d{1,18}") ? Stream.of(Long.parseLong(text)) : Stream.empty();
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(root.resolve(file));
        } catch (IOException e) {
            // Not every system has every limit.
            return List.of();
        }
    }
}
