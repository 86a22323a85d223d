package dev.tandem.processes;

import dev.tandem.spi.Durations;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Two processes and a pipe in each direction: what one sends, the other receives, in order and
 * whole.
 */
final class TwoWayPipe implements Workload, WorkerBody {

    private static final Parameter<Integer> MESSAGES =
            Parameter.integer("messages", 500, 1, 100_000, "how many go there and back");

    private static final Parameter<Integer> BYTES =
            Parameter.integer("bytes", 64, 0, 1 << 20, "the length of a message");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.pipe")
                    .title("A pipe there and a pipe back")
                    .lesson(
                            """
                            A pipe is a buffer in the kernel with a writing and a reading end. It carries bytes, not messages: where \
                            one ends, the two sides must agree on, here by sending the length first. It holds only so much, so a \
                            writer who is ahead waits; and when the writers are gone the reader is told so, by the end of its input.\
                            """)
                    .parameters(MESSAGES, BYTES)
                    .acceptable(
                            "echoed",
                            "every message came back as it was sent, in order, and the end of input ended the child")
                    .forbidden("garbled", "a message came back changed, or not at all")
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
        double median = (double) nanos[count / 2];
        context.event(count + " messages there and back, each in " + Durations.human(median));
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("messages", count);
        evidence.put("bytes", context.get(BYTES));
        evidence.put("roundTrip", Durations.human(median));
        evidence.put("slowest", Durations.human((double) nanos[count - 1]));
        return new Outcome.Observed(same ? "echoed" : "garbled", evidence);
    }

    /** The child's side. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        for (Optional<byte[]> m = context.receive(); m.isPresent(); m = context.receive()) {
            context.send(m.get());
        }
    }
}
