// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;

import dev.tandem.spi.Count;
import dev.tandem.spi.Durations;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * Two processes and a pipe in each direction: what one sends, the other receives, in order and
 * whole. Look at {@code roundTrip}, and at how little of it the length of a message makes.
 *
 * <pre>{@code tandem run processes.pipe -p bytes=65536}</pre>
 */
final class TwoWayPipe implements Workload, WorkerBody {

    private static final String LESSON =
            """
            A pipe is a buffer in the kernel with a writing and a reading end. It carries bytes, not
            messages: where one ends, the two sides must agree on, here by sending the length first.
            It holds only so much, so a writer who is ahead waits; and when the writers are gone the
            reader is told so, by the end of its input.
            """;

    private static final Parameter<Integer> MESSAGES =
            integer("messages", 500, 1, 100_000, "how many go there and back");
    private static final Parameter<Integer> BYTES =
            integer("bytes", 64, 0, 1 << 20, "the length of a message");

    private static final Label ECHOED =
            acceptable(
                    "echoed", "every message came back unchanged, and the end of input was heard");
    private static final Label GARBLED =
            forbidden("garbled", "a message came back changed, or not at all")
                    .unseen("a pipe loses nothing, and each message goes after its length");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.pipe", "A pipe there and a pipe back", LESSON)
                    .with(MESSAGES, BYTES)
                    .with(ECHOED, GARBLED)
                    .teaches(Process.class)
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        int count = context.get(MESSAGES);
        long[] nanos = new long[count];
        boolean same = true;
        try (Worker child = context.workers().start(WorkerRequest.of(SPEC.id()))) {
            context.event("PID " + child.pid() + " sends back what it gets");
            byte[] message = new byte[context.get(BYTES)];
            for (int i = 0; i < count; i++) {
                Arrays.fill(message, (byte) i);
                long start = System.nanoTime();
                child.send(message);
                Optional<byte[]> back = child.receive();
                nanos[i] = System.nanoTime() - start;
                same &= back.isPresent() && Arrays.equals(back.get(), message);
            }
            child.endInput();
            same &= child.receive().isEmpty() && child.waitFor() == 0;
        }
        Arrays.sort(nanos);
        String median = Durations.human((double) nanos[count / 2]);
        context.event(Count.of(count, "message") + " there and back, each in " + median);
        return (same ? ECHOED : GARBLED)
                .observed()
                .with("messages", count)
                .with("bytes", context.get(BYTES))
                .with("roundTrip", median)
                .with("slowest", Durations.human((double) nanos[count - 1]));
    }

    /** The child's side. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        Messages.each(context::receive, context::send);
    }
}
