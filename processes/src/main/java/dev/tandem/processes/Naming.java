package dev.tandem.processes;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.os.ProcessStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A process gives itself a name, under which ps and top show it. */
final class Naming implements Workload, WorkerBody {

    private static final Parameter<String> NAME =
            Parameter.text("name", "my-worker", "the name, of ASCII letters");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.name")
                    .title("Naming a process")
                    .lesson(
                            """
                            To the kernel a process has a name beside its command line: at first that of its executable, which makes \
                            all JVMs the same in a list of processes. A process may change it, and then is told apart at a glance. \
                            The kernel keeps fifteen bytes of it and cuts off the rest without a word.\
                            """)
                    .parameters(NAME)
                    .acceptable(
                            "named",
                            "the kernel knows the child by the name that it has given itself")
                    .interesting("cut", "the kernel has kept the first fifteen bytes of the name")
                    .forbidden("unnamed", "the kernel knows the child by another name")
                    .build();

    private static final int KEPT = 15;

    /** A file that is the name: to write to it is to change the name. */
    private static final Path OWN_NAME = Path.of("/proc/self/comm");

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        String name = context.get(NAME);
        context.event("starts a worker that is to call itself " + name);
        if (!Files.isWritable(OWN_NAME)) {
            return Outcome.unavailable(
                    "there is no " + OWN_NAME + " on this system", "run it on Linux");
        }
        try (Worker worker = context.workers().start(WorkerRequest.of(SPEC.id(), name))) {
            String before = worker.receiveText().orElseThrow();
            String after = ProcessStatus.of(worker.pid()).map(ProcessStatus::name).orElse("");
            context.event("PID " + worker.pid() + " was " + before + " and is now " + after);
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("pid", worker.pid());
            evidence.put("before", before);
            evidence.put("askedFor", name);
            evidence.put("after", after);
            String label =
                    after.equals(name) ? "named" : after.equals(cut(name)) ? "cut" : "unnamed";
            return new Outcome.Observed(label, evidence);
        }
    }

    private static String cut(String name) {
        return name.substring(0, Math.min(KEPT, name.length()));
    }

    /** The child's side. */
    @Override
    public void work(WorkerContext context) throws IOException, InterruptedException {
        String before = Files.readString(OWN_NAME).strip();
        Files.writeString(OWN_NAME, context.arguments().getFirst());
        context.send(before);
        context.receive();
    }
}
