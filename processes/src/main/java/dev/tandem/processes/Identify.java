// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;

import dev.tandem.spi.Label;
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

/**
 * What identifies a process: its id, unique as long as it lives, the id of its parent, its group
 * and session, its command, its user and when it was started. A child tells what it knows of
 * itself, and the parent asks the kernel. Look at what both say.
 *
 * <pre>{@code tandem run processes.identify}</pre>
 */
final class Identify implements Workload, WorkerBody {

    private static final String LESSON =
            """
            A process is known by its number. The kernel hands numbers out in turn and uses them
            again, so only the number together with the time of the start means the same process
            for ever. A process also knows its parent, and belongs to a group, which a terminal
            signals as one, and to a session.
            """;

    private static final Label AGREED =
            acceptable("agreed", "the child's account of itself is the kernel's");
    private static final Label CONTRADICTED =
            forbidden("contradicted", "the child and the kernel say different things about it")
                    .unseen("the child knows it from the kernel");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.identify", "Who a process is", LESSON)
                    .with(AGREED, CONTRADICTED)
                    .teaches(ProcessHandle.class, ProcessHandle.Info.class)
                    .notes("Properties of processes: PID, group, user, command, environment")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        long self = ProcessHandle.current().pid();
        context.event("the parent has PID " + self);
        try (Worker worker = context.workers().start(WorkerRequest.of(SPEC.id()))) {
            String account = worker.receiveText().orElseThrow();
            ProcessHandle child = worker.process();
            String kernels = account(child, self);
            context.event("the kernel says of the child: " + kernels.replace("\n", ", "));
            ProcessHandle.Info info = child.info();
            Outcome.Observed observed =
                    (account.equals(kernels) ? AGREED : CONTRADICTED)
                            .observed()
                            .with("parent", self)
                            .with("pid", child.pid())
                            .with("user", info.user().orElse("unknown"))
                            .with("started", started(child))
                            .with("executable", info.command().orElse("unknown"));
            return ProcessStatus.of(child.pid())
                    .map(status -> onLinux(observed, status))
                    .orElse(observed)
                    .with("theChildSays", account.lines().toList());
        }
    }

    /** The child's side: who it is, as far as it knows. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        ProcessHandle self = ProcessHandle.current();
        context.event("the child has PID " + self.pid());
        context.send(account(self, self.parent().map(ProcessHandle::pid).orElse(0L)));
        // Stays to be looked at until the parent has seen enough.
        context.receive();
    }

    private static String account(ProcessHandle process, long parent) {
        return "pid " + process.pid() + "\nparent " + parent + "\nstarted " + started(process);
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    /** What Java does not say, Linux does. */
    private static Outcome.Observed onLinux(Outcome.Observed observed, ProcessStatus status) {
        String environment = ProcessStatus.environment(status.pid());
        return observed.with("group", status.group())
                .with("session", status.session())
                .with("name", status.name())
                .with("state", String.valueOf(status.state()))
                .with("command", status.command())
                .with("environmentVariables", environment.split("\0").length);
    }
}
