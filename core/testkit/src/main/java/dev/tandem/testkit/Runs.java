// SPDX-License-Identifier: Apache-2.0
package dev.tandem.testkit;

import dev.tandem.lab.run.NoProcesses;
import dev.tandem.lab.run.RunReport;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.Event;
import dev.tandem.spi.Grade;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Workload;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a workload in this process as the commands do: with the real runner, which also fails a run
 * that leaves a thread behind.
 *
 * <pre>{@code
 * Runs.of(new Race()).variant("broken").with("threads", 4).observe().label()
 * }</pre>
 */
public final class Runs {

    private final Workload workload;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private Optional<String> variant = Optional.empty();
    private long seed = 42;
    private Duration timeout = RunRequest.DEFAULT_TIMEOUT;
    private Event.Sink watcher = event -> {};

    private Runs(Workload workload) {
        this.workload = workload;
    }

    public static Runs of(Workload workload) {
        return new Runs(workload);
    }

    public Runs variant(String id) {
        variant = Optional.of(id);
        return this;
    }

    public Runs with(String parameter, Object value) {
        parameters.put(parameter, value.toString());
        return this;
    }

    public Runs seed(long value) {
        seed = value;
        return this;
    }

    public Runs within(Duration limit) {
        timeout = limit;
        return this;
    }

    /**
     * Hears every event as it happens: the place to interrupt the calling thread, which cancels the
     * run.
     */
    public Runs watching(Event.Sink sink) {
        watcher = sink;
        return this;
    }

    public RunReport report() {
        RunRequest request = RunRequest.of(workload, variant, parameters, seed).within(timeout);
        return new Runner(sink -> new NoProcesses()).runHere(request, watcher);
    }

    /** What was observed; anything else fails the test with its cause. */
    public Outcome.Observed observe() {
        return switch (report().outcome()) {
            case Outcome.Observed observed -> observed;
            case Outcome.Failed failed ->
                    throw new AssertionError("the run failed", failed.error());
            case Outcome.Unavailable unavailable ->
                    throw new AssertionError("unavailable: " + unavailable.reason());
        };
    }

    /** The grade of what was observed. */
    public Grade grade() {
        Outcome.Observed observed = observe();
        return workload.spec().expectation(observed.label()).grade();
    }

    /** The texts of the events, in the order of their time. */
    public static List<String> texts(RunReport report) {
        return report.events().stream().map(Event::text).toList();
    }
}
