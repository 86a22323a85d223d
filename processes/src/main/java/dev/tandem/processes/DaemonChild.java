// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Durations;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.os.Needs;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A daemon child: it lives to serve its parent, and when that ends it has nothing to live for. The
 * kernel knows no such thing; the child arranges it, by listening to a pipe whose other end is the
 * parent's alone. Look at how soon it follows a parent that was killed.
 *
 * <pre>{@code tandem run processes.daemon --variant killed}</pre>
 */
final class DaemonChild implements Workload, WorkerBody {

    private static final String LESSON =
            """
            When a process ends, its children live on. A daemon child is one that does not want to:
            it holds the reading end of a pipe, the parent the only writing end, and when the parent
            ends, in whatever way, the kernel closes that and the child reads the end of its input.
            This works even when the parent is killed with SIGKILL and can tidy up nothing any more.
            """;

    private static final Label ENDED_WITH_PARENT =
            acceptable(
                    "ended-with-parent", "within a second of its parent the daemon had ended too");
    private static final Label OUTLIVED_PARENT =
            forbidden("outlived-parent", "the daemon was alive a second after its parent's end")
                    .unseen("the kernel closes the pipes of whatever ends");

    /** What ends the parent. */
    private static final Variants<Consumer<Worker>> ENDS =
            Variants.of(
                    sound("returns", "the parent ends of itself", () -> Worker::endInput),
                    sound(
                            "killed",
                            "the parent is killed with SIGKILL",
                            () -> parent -> parent.process().destroyForcibly()));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.daemon", "A child that ends with its parent", LESSON)
                    .with(ENDS)
                    .with(ENDED_WITH_PARENT, OUTLIVED_PARENT)
                    .needs(Needs.PROC)
                    .notes("Daemonizing: what runs until the program quits, here a process")
                    .build();

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final String PARENT = "parent";
    private static final String DAEMON = "daemon";

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        try (Worker parent = context.workers().start(WorkerRequest.of(SPEC.id(), PARENT))) {
            long daemon = Long.parseLong(parent.receiveText().orElseThrow());
            context.event("PID " + parent.pid() + " has a daemon child, PID " + daemon);
            boolean aliveBefore = Watch.isAlive(daemon);
            context.make(ENDS).accept(parent);
            int code = parent.waitFor();
            context.event("the parent has ended with " + code);
            long start = System.nanoTime();
            boolean ended = Watch.until(() -> !Watch.isAlive(daemon), LIMIT);
            String after = Durations.human((double) System.nanoTime() - start);
            context.event(ended ? "the daemon followed after " + after : "the daemon lives on");
            return (aliveBefore && ended ? ENDED_WITH_PARENT : OUTLIVED_PARENT)
                    .observed()
                    .with("parentExitCode", code)
                    .with("daemonAliveBefore", aliveBefore)
                    .with("daemonAliveAfter", !ended)
                    .with("followedAfter", after);
        }
    }

    /** Both the parent and, below it, the daemon. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        if (context.arguments().getFirst().equals(DAEMON)) {
            // All that it does: it waits for its parent to say something, or to be gone.
            context.receive();
            return;
        }
        try (Worker daemon = context.workers().start(WorkerRequest.of(SPEC.id(), DAEMON))) {
            context.send(Long.toString(daemon.pid()));
            context.receive();
        }
    }
}
