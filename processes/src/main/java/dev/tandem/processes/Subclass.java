package dev.tandem.processes;

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
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A process as a class: its fields are what the process is given, its method {@code run} is what
 * the process does. It looks like a thread as a class, and differs in the one thing that matters:
 * {@code run} works on a copy.
 */
final class Subclass implements Workload, WorkerBody {

    private static final Parameter<Integer> START =
            Parameter.integer("start", 40, 0, 1000, "what the counter begins with");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.subclass")
                    .title("A process as a class")
                    .lesson(
                            """
                            A subclass of Process says in run() what its process does, as a subclass of Thread does for a thread. But \
                            the object that run() changes is a copy in another address space: the fields at home stay as they were, \
                            and what the process has found out must be sent back.\
                            """)
                    .parameters(START)
                    .acceptable(
                            "ran-on-a-copy",
                            "run() counted in another process, and the object at home is unchanged")
                    .forbidden("ran-at-home", "run() did not run in a process of its own")
                    .forbidden("changed-at-home", "the object at home has changed")
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
        context.event(
                "in PID "
                        + state[1]
                        + " it came to "
                        + state[0]
                        + ", at home it is at "
                        + counter.count);
        long pid = Long.parseLong(state[1]);
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("atHome", counter.count);
        evidence.put("inTheProcess", Integer.parseInt(state[0]));
        evidence.put("pidAtHome", ProcessHandle.current().pid());
        evidence.put("pidOfTheProcess", pid);
        String label;
        if (counter.count != start) {
            label = "changed-at-home";
        } else {
            boolean elsewhere =
                    pid != ProcessHandle.current().pid()
                            && state[0].equals(Integer.toString(start + 2));
            label = elsewhere ? "ran-on-a-copy" : "ran-at-home";
        }
        return new Outcome.Observed(label, evidence);
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
