// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Parameter.text;

import dev.tandem.spi.Durations;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Starts another executable afresh and relays what it does. A spawned process gets nothing of its
 * parent's data: it begins with a new program and an empty heap, and everything that it needs must
 * be handed to it. Look at how long it takes until one is ready.
 *
 * <pre>{@code tandem run processes.spawn -p chapter=processes -p workload=processes.identify}</pre>
 */
final class Spawn implements Workload {

    private static final String LESSON =
            """
            Spawning starts a program in a new process. Nothing is inherited but the environment and
            the pipes that the parent lays, so it works everywhere and carries no surprises over
            from the parent, and it costs what starting the program costs: a hundred times a thread
            for a native executable, and again as much for a JVM. What the child does reaches the
            parent as messages only.
            """;

    private static final Parameter<String> CHAPTER =
            text("chapter", "threads", "the chapter whose executable is started");
    private static final Parameter<String> WORKLOAD =
            text("workload", "threads.states", "the workload that it runs there");
    private static final Parameter<Integer> COUNT =
            integer("count", 3, 1, 100, "how many processes are started, one after the other");

    private static final Label RELAYED =
            acceptable("relayed", "every child said its outcome and ended with exit code 0");
    private static final Label SILENT =
            forbidden("silent", "a child ended without an outcome or with another exit code");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.spawn", "Spawn: start a fresh process", LESSON)
                    .with(CHAPTER, WORKLOAD, COUNT)
                    .with(RELAYED, SILENT)
                    .teaches(ProcessHandle.class)
                    .notes("Creating processes versus threads: ten of each, timed")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        int count = context.get(COUNT);
        // Every executable of tandem can run one of its workloads for another: that is the id
        // "run".
        var request = WorkerRequest.of("run", context.get(WORKLOAD)).in(context.get(CHAPTER));
        double[] nanosToReady = new double[count];
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            context.event("starts " + context.get(WORKLOAD) + " in a process of its own");
            long start = System.nanoTime();
            // All do the same, so what the first one tells is told.
            try (Worker worker = context.workers().start(i == 0 ? request : request.untold())) {
                nanosToReady[i] = (double) System.nanoTime() - start;
                context.event("PID " + worker.pid() + " is ready");
                children.add(relay(context, worker));
            }
        }
        Arrays.sort(nanosToReady);
        Child last = children.getLast();
        return (children.stream().allMatch(Child::spoke) ? RELAYED : SILENT)
                .observed()
                .with("executable", last.executable())
                .with("outcome", last.outcome())
                .with("exitCode", last.code())
                .with("processes", count)
                .with("readyAfter", Durations.human(nanosToReady[count / 2]));
    }

    /** What has become of a child. */
    private record Child(String executable, String outcome, int code) {
        boolean spoke() {
            return code == 0 && outcome.startsWith("observed ");
        }
    }

    private static Child relay(RunContext context, Worker worker) throws InterruptedException {
        String executable = worker.process().info().command().orElse(worker.command().getFirst());
        String outcome = worker.receiveText().orElse("nothing");
        // The outcome's evidence follows, of which nothing is wanted here.
        Messages.each(worker::receive, evidence -> {});
        int code = worker.waitFor();
        context.event("PID " + worker.pid() + " has " + outcome + " and ended with " + code);
        return new Child(executable, outcome, code);
    }
}
