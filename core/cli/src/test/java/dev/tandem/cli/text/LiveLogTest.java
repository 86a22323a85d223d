// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Event;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LiveLogTest {

    @Test
    void whatIsHeardTooLateIsToldInTheOrderOfTime() {
        long pid = ProcessHandle.current().pid();
        // In the future, so that all of them are held back until the log is closed.
        long start = System.nanoTime() + 3_600_000_000_000L;
        var out = new StringWriter();
        try (var log = new LiveLog(new PrintWriter(out), new Screen(true, false, 80), false)) {
            log.begins(start);
            log.accept(new Event(start + 41_000_000, pid, "left", "third"));
            log.accept(new Event(start + 22_000_000, pid, "right", "first"));
            log.accept(new Event(start + 27_000_000, pid + 1, "main", "second"));
        }
        assertThat(out.toString().lines().map(String::stripLeading))
                .containsExactly(
                        "22.0 ms  right          first",
                        "27.0 ms  " + String.format("%-14s", pid + 1 + "/main") + " second",
                        "41.0 ms  left           third");
    }
}
