// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What the files of a Linux kernel say about processors, and about how much of them this process
 * gets. No file needs to be there: what cannot be read is said to be so.
 *
 * @param root where {@code proc} and {@code sys} are
 */
record CpuFiles(Path root) {

    private static final String CPUS = "sys/devices/system/cpu/";
    private static final String NODES = "sys/devices/system/node/";
    private static final String GROUPS = "sys/fs/cgroup/";

    /**
     * @param value empty when the source is not there
     * @param source the file that says so
     */
    record Fact(String what, Optional<String> value, String source) {

        /** The same in other words. */
        Fact as(UnaryOperator<String> words) {
            return new Fact(what, value.map(words), source);
        }
    }

    /** Everything, in the order in which it is to be read. */
    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(field("model", "proc/cpuinfo", "model name"));
        facts.add(file("online", CPUS + "online"));
        facts.add(field("affinity", "proc/self/status", "Cpus_allowed_list"));
        facts.add(file("SMT in use", CPUS + "smt/active").as(CpuFiles::yesOrNo));
        facts.add(file("on the core of cpu0", CPUS + "cpu0/topology/thread_siblings_list"));
        facts.add(file("in the package of cpu0", CPUS + "cpu0/topology/core_siblings_list"));
        facts.addAll(caches());
        facts.addAll(nodes());
        facts.add(quota());
        facts.add(
                limit("memory limit, bytes", "memory", "memory.limit_in_bytes", "memory.max")
                        .as(CpuFiles::amount));
        facts.add(
                limit("limit of threads, group", "pids", "pids.max", "pids.max")
                        .as(CpuFiles::amount));
        // The soft limit, the hard one and their unit.
        facts.add(
                field("limit of threads, user", "proc/self/limits", "Max processes")
                        .as(text -> amount(text.split(" ", 2)[0])));
        facts.add(
                file("limit of threads, system", "proc/sys/kernel/threads-max")
                        .as(CpuFiles::amount));
        return facts;
    }

    private static String yesOrNo(String text) {
        return text.equals("0") ? "no" : "yes";
    }

    /** A control group without a limit says max, or a number near the greatest there is. */
    private static String amount(String text) {
        if (!text.matches("\\d{1,18}")) {
            return "none";
        }
        return String.format(Locale.ROOT, "%,d", Long.parseLong(text));
    }

    /** How many processors are online; empty when that is not said. */
    Optional<Integer> online() {
        return read(CPUS + "online").map(CpuFiles::count);
    }

    /** How many numbers there are in a list of the kernel's, such as {@code 0-3,8}. */
    static int count(String list) {
        return Stream.of(list.split(",", -1))
                .map(range -> range.split("-", -1))
                .mapToInt(ends ->
                        1 + Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]))
                .sum();
    }

    private List<Fact> caches() {
        String folder = CPUS + "cpu0/cache";
        List<Fact> caches = new ArrayList<>();
        for (String index : entries(folder, "index*")) {
            String cache = folder + "/" + index + "/";
            String what =
                    "cache, level "
                            + read(cache + "level").orElse("unknown")
                            + read(cache + "type").map(type -> ", " + type).orElse("");
            Optional<String> size = read(cache + "size");
            Optional<String> shared =
                    read(cache + "shared_cpu_list").map(cpus -> ", shared by " + cpus);
            caches.add(new Fact(what, size.map(s -> s + shared.orElse("")), cache + "size"));
        }
        return caches.isEmpty() ? List.of(missing("caches", folder)) : caches;
    }

    private List<Fact> nodes() {
        List<Fact> nodes =
                entries(NODES, "node[0-9]*").stream()
                        .map(node -> file("processors of NUMA " + node, NODES + node + "/cpulist"))
                        .toList();
        return nodes.isEmpty() ? List.of(missing("NUMA nodes", NODES)) : nodes;
    }

    /** The processors' time that the group may use in each period. */
    private Fact quota() {
        String what = "CPU quota and period, µs";
        Fact unified = file(what, group("") + "cpu.max");
        if (unified.value().isPresent()) {
            return unified;
        }
        String group = group("cpu");
        Optional<String> both =
                read(group + "cpu.cfs_quota_us")
                        .map(quota -> quota.equals("-1") ? "max" : quota)
                        .flatMap(quota ->
                                read(group + "cpu.cfs_period_us")
                                        .map(period -> quota + " " + period));
        return new Fact(
                what, both, both.isPresent() ? group + "cpu.cfs_quota_us" : unified.source());
    }

    /** A limit of the group in the second version of control groups, else in the first. */
    private Fact limit(String what, String controller, String first, String second) {
        Fact unified = file(what, group("") + second);
        Fact old = file(what, group(controller) + first);
        return unified.value().isEmpty() && old.value().isPresent() ? old : unified;
    }

    /**
     * The folder of this process's group; that of all groups where the kernel names one that cannot
     * be seen from inside a container.
     *
     * @param controller empty for the second version, which has one tree for all controllers
     */
    private String group(String controller) {
        String mount = GROUPS + (controller.isEmpty() ? "" : controller + "/");
        return read("proc/self/cgroup").stream()
                .flatMap(String::lines)
                .map(line -> line.split(":", 3))
                .filter(parts -> List.of(parts[1].split(",", -1)).contains(controller))
                .map(parts -> mount + parts[2].substring(1) + "/")
                .filter(folder -> Files.isDirectory(root.resolve(folder)))
                .findFirst()
                .orElse(mount)
                .replace("//", "/");
    }

    private Fact file(String what, String path) {
        return new Fact(what, read(path), path);
    }

    /** The rest of the first line that begins with a name. */
    private Fact field(String what, String path, String name) {
        Optional<String> value =
                read(path).stream()
                        .flatMap(String::lines)
                        .filter(line -> line.startsWith(name))
                        .map(line ->
                                line.substring(name.length()).replaceFirst("^\\s*:", "").strip())
                        .map(text -> text.replaceAll("\\s+", " "))
                        .findFirst();
        return new Fact(what, value, path);
    }

    private static Fact missing(String what, String path) {
        return new Fact(what, Optional.empty(), path);
    }

    private Optional<String> read(String path) {
        // What the kernel answers below /proc/sys is there for the first call that reads, and
        // Files.readString begins with a single byte.
        try (BufferedReader reader = Files.newBufferedReader(root.resolve(path))) {
            String text = reader.readAllAsString().strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException e) {
            // Not there, or not for us to read: either way nothing is said.
            return Optional.empty();
        }
    }

    private List<String> entries(String folder, String glob) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(root.resolve(folder), glob)) {
            all.forEach(path -> names.add(path.getFileName().toString()));
        } catch (IOException e) {
            return List.of();
        }
        names.sort(null);
        return names;
    }
}
