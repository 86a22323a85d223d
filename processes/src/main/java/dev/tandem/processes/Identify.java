package dev.tandem.processes;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.os.ProcessStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What identifies a process: its id, unique as long as it lives, the id of its parent, its group
 * and session, its command, its user and when it was started. A child tells what it knows of
 * itself, and the parent asks the kernel.
 */
final class Identify implements Workload, WorkerBody {

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.identify")
                    .title("Who a process is")
                    .lesson(
                            """
                            A process is known by its number. The kernel hands numbers out in turn and uses them again, so only the \
                            number together with the time of the start means the same process for ever. A process also knows its \
                            parent, and belongs to a group, which a terminal signals as one, and to a session.\
                            """)
                    .acceptable("agreed", "the child's account of itself is the kernel's")
                    .forbidden(
                            "contradicted",
                            "the child and the kernel say different things about the child")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        ProcessHandle self = ProcessHandle.current();
        context.event("the parent has PID " + self.pid());
        try (Worker worker = context.workers().start(WorkerRequest.of(SPEC.id()))) {
            List<String> account = worker.receiveText().orElseThrow().lines().toList();
            ProcessHandle.Info info = worker.process().info();
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("parent", self.pid());
            evidence.put("pid", worker.pid());
            evidence.put("user", info.user().orElse("unknown"));
            evidence.put("started", info.startInstant().map(Instant::toString).orElse("unknown"));
            evidence.put("executable", info.command().orElse("unknown"));
            // What Java does not say, Linux does.
            ProcessStatus.of(worker.pid())
                    .ifPresent(status -> {
                        evidence.put("group", status.group());
                        evidence.put("session", status.session());
                        evidence.put("name", status.name());
                        evidence.put("state", String.valueOf(status.state()));
                        evidence.put("command", status.command());
                        evidence.put(
                                "environmentVariables",
                                ProcessStatus.environment(worker.pid()).split("\0").length);
                    });
            context.event("the kernel says of the child: " + evidence);

            List<String> expected =
                    List.of(
                            "pid " + worker.pid(),
                            "parent " + self.pid(),
                            "started "
                                    + info.startInstant().map(Instant::toString).orElse("unknown"));
            evidence.put("theChildSays", account);
            return new Outcome.Observed(
                    account.equals(expected) ? "agreed" : "contradicted", evidence);
        }
    }

    /** The child's side: who it is, as far as it knows. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        ProcessHandle self = ProcessHandle.current();
        context.event("the child has PID " + self.pid());
        String started = self.info().startInstant().map(Instant::toString).orElse("unknown");
        context.send(
                "pid "
                        + self.pid()
                        + "\nparent "
                        + self.parent().map(ProcessHandle::pid).orElse(0L)
                        + "\nstarted "
                        + started);
        // Stays to be looked at until the parent has seen enough.
        context.receive();
    }
}
