// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.threads.ThreadRoom.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadRoomTest {

    private static final long MEBIBYTE = 1 << 20;

    @TempDir Path root;

    @BeforeEach
    void threadsInUse() throws IOException {
        write("proc/loadavg", "0.10 0.20 0.30 2/200 4711");
    }

    @Test
    void nothingToReadLimitsNothing() {
        assertThat(new ThreadRoom(root).nearest()).isEmpty();
    }

    @Test
    void whatTheMachineAllowsIsLessByWhatItHas() throws IOException {
        write("proc/sys/kernel/threads-max", "1000");
        write("proc/sys/kernel/pid_max", "900");

        assertThat(new ThreadRoom(root).limits())
                .containsExactly(
                        new Limit("kernel.threads-max", 800), new Limit("kernel.pid_max", 700));
    }

    @Test
    void aThreadTakesTwoMaps() throws IOException {
        write("proc/sys/vm/max_map_count", "1000");
        write("proc/self/maps", "map\n".repeat(400));

        assertThat(new ThreadRoom(root).nearest()).contains(new Limit("vm.max_map_count", 300));
    }

    @Test
    void anUnlimitedNumberOfProcessesIsNoLimit() throws IOException {
        write("proc/self/limits", "Max processes             unlimited            unlimited\n");

        assertThat(new ThreadRoom(root).limits()).isEmpty();
    }

    @Test
    void theSoftLimitOfTheUserCounts() throws IOException {
        write("proc/self/limits", "Max cpu time   1   1\nMax processes             500  600\n");

        assertThat(new ThreadRoom(root).nearest()).contains(new Limit("ulimit -u", 300));
    }

    @Test
    void availableMemoryIsSharedOutInStacks() throws IOException {
        write("proc/meminfo", "MemTotal: 9999999 kB\nMemAvailable:   1024 kB\n");

        assertThat(new ThreadRoom(root).nearest()).contains(new Limit("available memory", 8));
    }

    @Test
    void aGroupHasWhatTheGroupsAboveItLeave() throws IOException {
        write("proc/self/cgroup", "0::/above/own\n");
        write("sys/fs/cgroup/above/own/pids.max", "max");
        write("sys/fs/cgroup/above/own/pids.current", "5");
        write("sys/fs/cgroup/above/pids.max", "100");
        write("sys/fs/cgroup/above/pids.current", "40");
        write("sys/fs/cgroup/memory.max", Long.toString(3 * MEBIBYTE));
        write("sys/fs/cgroup/memory.current", Long.toString(2 * MEBIBYTE));

        assertThat(new ThreadRoom(root).limits())
                .containsExactly(
                        new Limit("/sys/fs/cgroup/above/pids.max", 60),
                        new Limit("/sys/fs/cgroup/memory.max", 8));
    }

    @Test
    void anOlderGroupHasAMountForEachController() throws IOException {
        write("proc/self/cgroup", "8:pids:/own\n4:memory:/\n");
        write("sys/fs/cgroup/pids/own/pids.max", "50");
        write("sys/fs/cgroup/pids/own/pids.current", "20");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");

        assertThat(new ThreadRoom(root).limits())
                .containsExactly(new Limit("/sys/fs/cgroup/pids/own/pids.max", 30));
    }

    @Test
    void aPathOutsideOfTheContainerIsThatOfItsMount() throws IOException {
        write("proc/self/cgroup", "0::/../../elsewhere\n");
        write("sys/fs/cgroup/pids.max", "70");

        assertThat(new ThreadRoom(root).nearest())
                .contains(new Limit("/sys/fs/cgroup/pids.max", 70));
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
