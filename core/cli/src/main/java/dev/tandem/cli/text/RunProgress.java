// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.explore.text.Wording;
import dev.tandem.lab.run.RunWatcher;
import dev.tandem.spi.Event;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Says of a run that takes longer than a second that it goes on. */
public final class RunProgress implements RunWatcher, AutoCloseable {

    private static final long QUIET = Duration.ofSeconds(1).toNanos();

    private final AtomicInteger events = new AtomicInteger();
    private final StatusLine status;
    private volatile long start = System.nanoTime();

    public RunProgress(PrintWriter out, Screen screen) {
        status = new StatusLine(out, screen, this::line);
    }

    @Override
    public void begins(long nanos) {
        start = nanos;
    }

    @Override
    public void accept(Event event) {
        events.incrementAndGet();
    }

    private Optional<String> line() {
        long since = System.nanoTime() - start;
        return since < QUIET
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "running for %,d s, %s so far; Ctrl-C ends it",
                                Duration.ofNanos(since).toSeconds(),
                                Wording.count(events.get(), "event")));
    }

    @Override
    public void close() {
        status.close();
    }
}
