// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.spi.Availability;
import dev.tandem.spi.Label;
import dev.tandem.spi.Need;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A process gives itself a name, under which ps and top show it. Look at what the kernel makes of a
 * long one: it counts bytes, not letters.
 *
 * <pre>{@code tandem run processes.name -p name=a-name-that-is-too-long}</pre>
 */
final class Naming implements Workload, WorkerBody {

    private static final String LESSON =
            """
            To the kernel a process has a name beside its command line: at first that of its
            executable, which makes all JVMs the same in a list of processes. A process may change
            it, and then is told apart at a glance. The kernel keeps fifteen bytes of it and cuts
            off the rest without a word.
            """;

    private static final Parameter<String> NAME =
            text("name", "my-worker", "the name, of which fifteen bytes of UTF-8 are kept");

    private static final Label NAMED =
            acceptable("named", "the kernel knows the child by the name that it gave itself");
    private static final Label CUT =
            interesting("cut", "the kernel has kept the first fifteen bytes of the name");
    private static final Label UNNAMED =
            forbidden("unnamed", "the kernel knows the child by another name")
                    .unseen("the kernel takes any bytes for a name");

    /** The file of a process that is its name: to write to it is to change the name. */
    private static final String FILE = "comm";

    private static final Path OWN = Path.of("/proc/self", FILE);

    private static final Need NAMES =
            new Need(
                    "names in /proc",
                    () ->
                            Files.isWritable(OWN)
                                    ? Availability.available()
                                    : Availability.unavailable(
                                            "there is no " + OWN + " on this system",
                                            "run it on Linux"));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.name", "Naming a process", LESSON)
                    .with(NAME)
                    .with(NAMED, CUT, UNNAMED)
                    .needs(NAMES)
                    .notes("Identifying threads: by names that say what they do")
                    .build();

    private static final int KEPT = 15;

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws IOException, InterruptedException {
        String name = context.get(NAME);
        context.event("starts a worker that is to call itself " + name);
        try (Worker worker = context.workers().start(WorkerRequest.of(SPEC.id(), name))) {
            String before = worker.receiveText().orElseThrow();
            byte[] kept = read(Path.of("/proc", Long.toString(worker.pid()), FILE));
            String after = new String(kept, UTF_8);
            context.event("PID " + worker.pid() + " was " + before + " and is now " + after);
            return label(name.getBytes(UTF_8), kept)
                    .observed()
                    .with("pid", worker.pid())
                    .with("before", before)
                    .with("askedFor", name)
                    .with("after", after);
        }
    }

    /** The child's side. */
    @Override
    public void work(WorkerContext context) throws IOException, InterruptedException {
        String before = new String(read(OWN), UTF_8);
        // With the end that texts have in C: without it, an empty name would be nothing to write.
        Files.writeString(OWN, context.arguments().getFirst() + "\0");
        context.send(before);
        context.receive();
    }

    /** Compares bytes: the cut may go through the middle of a letter. */
    private static Label label(byte[] asked, byte[] kept) {
        if (Arrays.equals(asked, kept)) {
            return NAMED;
        }
        boolean cut = asked.length > KEPT && Arrays.equals(Arrays.copyOf(asked, KEPT), kept);
        return cut ? CUT : UNNAMED;
    }

    /** The name, without the end of line that the kernel puts behind it. */
    private static byte[] read(Path file) throws IOException {
        byte[] line = Files.readAllBytes(file);
        return Arrays.copyOf(line, line.length - 1);
    }
}
