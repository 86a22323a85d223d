// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.evidence.Table;
import dev.tandem.testkit.Runs;
import dev.tandem.threads.CpuFiles.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CpusTest {

    @TempDir Path root;

    private CpuFiles files;

    @BeforeEach
    void emptyMachine() {
        files = new CpuFiles(root);
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private Fact fact(String what) {
        return files.facts().stream()
                .filter(f -> f.what().startsWith(what))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aMachineThatSaysNothingIsSaidToSayNothing() {
        assertThat(files.facts()).isNotEmpty().allMatch(fact -> fact.value().isEmpty());
        assertThat(files.online()).isEmpty();
    }

    @Test
    void processorsAreCountedInTheListsOfTheKernel() throws IOException {
        file("sys/devices/system/cpu/online", "0-3,8,10-11");

        assertThat(files.online()).contains(7);
        assertThat(CpuFiles.count("0")).isOne();
    }

    @Test
    void affinityAndModelAreFieldsOfTheirFiles() throws IOException {
        file("proc/self/status", "Name:\tjava\nCpus_allowed:\tf\nCpus_allowed_list:\t0-3");
        file("proc/cpuinfo", "processor\t: 0\nmodel name\t: Some  Chip @ 1 GHz");

        assertThat(fact("affinity").value()).contains("0-3");
        assertThat(fact("model").value()).contains("Some Chip @ 1 GHz");
    }

    @Test
    void everyCacheSaysWhoSharesIt() throws IOException {
        String cache = "sys/devices/system/cpu/cpu0/cache/index0/";
        file(cache + "level", "1");
        file(cache + "type", "Data");
        file(cache + "size", "48K");
        file(cache + "shared_cpu_list", "0,4");

        assertThat(fact("cache, level 1, Data").value()).contains("48K, shared by 0,4");
    }

    @Test
    void everyNodeHasItsProcessors() throws IOException {
        file("sys/devices/system/node/node0/cpulist", "0-7");
        file("sys/devices/system/node/node1/cpulist", "8-15");

        assertThat(fact("processors of NUMA node1").value()).contains("8-15");
    }

    @Test
    void theQuotaIsThatOfTheGroupInBothVersionsOfControlGroups() throws IOException {
        file("proc/self/cgroup", "3:cpu,cpuacct:/box\n0::/pod/box");
        file("sys/fs/cgroup/cpu/box/cpu.cfs_quota_us", "-1");
        file("sys/fs/cgroup/cpu/box/cpu.cfs_period_us", "100000");
        assertThat(fact("CPU quota").value()).contains("max 100000");

        file("sys/fs/cgroup/pod/box/cpu.max", "150000 100000");
        assertThat(fact("CPU quota"))
                .isEqualTo(
                        new Fact(
                                "CPU quota and period, µs",
                                Optional.of("150000 100000"),
                                "sys/fs/cgroup/pod/box/cpu.max"));
    }

    @Test
    void aGroupThatCannotBeSeenFromInsideIsTheRootOfAll() throws IOException {
        file("proc/self/cgroup", "0::/not/visible");
        file("sys/fs/cgroup/pids.max", "512");

        assertThat(fact("limit of threads, group").value()).contains("512");
    }

    @Test
    void limitsAreSaidAsAPersonReadsThem() throws IOException {
        file("proc/self/cgroup", "4:memory:/");
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
        file(
                "proc/self/limits",
                "Max processes             96365                96365   processes");
        file("proc/sys/kernel/threads-max", "192730");
        file("sys/devices/system/cpu/smt/active", "0");

        assertThat(fact("memory limit").value()).contains("none");
        assertThat(fact("limit of threads, user").value()).contains("96,365");
        assertThat(fact("limit of threads, system").value()).contains("192,730");
        assertThat(fact("SMT in use").value()).contains("no");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aNumberOfTheKernelIsReadToItsEnd() throws IOException {
        String limit = Files.readAllLines(Path.of("/proc/sys/kernel/threads-max")).getFirst();
        files = new CpuFiles(Path.of("/"));

        assertThat(fact("limit of threads, system").value().map(v -> v.replace(",", "")))
                .contains(limit);
    }

    @Test
    void whatIsMissingStandsInTheTable() {
        Outcome.Observed observed = Runs.of(new Cpus()).observe();
        int processors = Runtime.getRuntime().availableProcessors();

        assertThat(observed.evidence()).containsEntry("processors", processors);
        assertThat(observed.evidence().get("machine"))
                .asInstanceOf(InstanceOfAssertFactories.type(Table.class))
                .satisfies(table ->
                        assertThat(table.rows())
                                .hasSize(1 + new CpuFiles(Path.of("/")).facts().size())
                                .filteredOn(row -> row.get(1).equals("not said"))
                                .hasSize(((Long) observed.evidence().get("notSaid")).intValue()));
    }
}
