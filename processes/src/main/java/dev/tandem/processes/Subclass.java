// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;

import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workers;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;

/**
 * A process as a class: its fields are what the process is given, its method {@code run} is what
 * the process does. It looks like a thread as a class, and differs in the one thing that matters:
 * {@code run} works on a copy. Look at the counter at home after the process has counted.
 *
 * <pre>{@code tandem run processes.subclass}</pre>
 */
final class Subclass implements Workload, WorkerBody {

    private static final String LESSON =
            """
            A subclass of Process says in run() what its process does, as a subclass of Thread does
            for a thread. But the object that run() changes is a copy in another address space: the
            fields at home stay as they were, and what the process has found out must be sent back.
            """;

    private static final Parameter<Integer> START =
            integer("start", 40, 0, 1000, "what the counter begins with");

    private static final Label RAN_ON_A_COPY =
            acceptable("ran-on-a-copy", "run() counted elsewhere, and the object is unchanged");
    private static final Label RAN_AT_HOME =
            forbidden("ran-at-home", "run() did not run in a process of its own")
                    .unseen("a worker is always another process");
    private static final Label CHANGED_AT_HOME =
            forbidden("changed-at-home", "the object at home has changed")
                    .unseen("no process can write into the heap of another");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.subclass", "A process as a class", LESSON)
                    .with(START)
                    .with(RAN_ON_A_COPY, RAN_AT_HOME, CHANGED_AT_HOME)
                    .notes("The ways to start a thread: a subclass with a run() of its own")
                    .build();

    /** What a subclass of Process looks like. Its state travels as text, there and back. */
    abstract static class WorkerProcess {

        /** Runs in the child. */
        abstract void run();

        abstract String state();

        /** Starts the process, waits for its end and returns its state then. */
        final String startAndJoin(Workers workers) throws InterruptedException {
            try (Worker worker = workers.start(WorkerRequest.of(SPEC.id(), state()))) {
                String state = worker.receiveText().orElseThrow();
                worker.waitFor();
                return state;
            }
        }
    }

    /** Counts to two more, and notes where. */
    private static final class Counter extends WorkerProcess {
        private int count;
        private long pid;

        Counter(int count) {
            this.count = count;
        }

        @Override
        void run() {
            count += 2;
            pid = ProcessHandle.current().pid();
        }

        @Override
        String state() {
            return count + " " + pid;
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        int start = context.get(START);
        var counter = new Counter(start);
        context.event("at home the counter is at " + counter.count);
        String[] state = counter.startAndJoin(context.workers()).split(" ", 2);
        int count = Integer.parseInt(state[0]);
        long pid = Long.parseLong(state[1]);
        context.event("in PID " + pid + " it came to " + count);
        context.event("at home it is at " + counter.count);
        long self = ProcessHandle.current().pid();
        boolean elsewhere = pid != self && count == start + 2;
        return (counter.count != start ? CHANGED_AT_HOME : elsewhere ? RAN_ON_A_COPY : RAN_AT_HOME)
                .observed()
                .with("atHome", counter.count)
                .with("inTheProcess", count)
                .with("pidAtHome", self)
                .with("pidOfTheProcess", pid);
    }

    /** The child's side: makes the object anew from its state and runs it. */
    @Override
    public void work(WorkerContext context) {
        String[] state = context.arguments().getFirst().split(" ", 2);
        var counter = new Counter(Integer.parseInt(state[0]));
        counter.run();
        context.send(counter.state());
    }
}
