// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An exception that crosses a pipe. Its object stays where it was thrown; its words and its stack
 * trace come over. Look at {@code root} and {@code thrownIn}: what the parent knows of it.
 *
 * <pre>{@code tandem run processes.exception --variant exit-only}</pre>
 */
final class RemoteFailure implements Workload, WorkerBody {

    private static final String LESSON =
            """
            When a child fails, all that the system tells its parent is an exit code. Whoever wants
            to know why must see to it that the child says so before it ends: it catches what it has
            thrown, writes down the message, the causes and where each was thrown, and sends that. A
            child that swallows its exceptions, or writes them to a stream that nobody reads, fails
            without a reason.
            """;

    private static final Label EXPLAINED =
            acceptable("explained", "the parent knows what was thrown, where, and its cause");
    private static final Label REASON_LOST =
            forbidden("reason-lost", "the parent knows that the child has failed, and not why");
    private static final Label UNNOTICED =
            forbidden("unnoticed", "the parent takes the child for successful")
                    .unseen("the exit code always tells of a failure");

    /** What a child does with an exception. */
    private enum Report {
        SENT {
            @Override
            void of(RuntimeException failure) {
                // Whoever has called the child's side sends what comes out of it.
                throw failure;
            }
        },
        EXIT_ONLY {
            @Override
            void of(RuntimeException failure) {
                Runtime.getRuntime().halt(CODE);
            }
        };

        private static final int CODE = 3;

        abstract void of(RuntimeException failure);
    }

    private static final Variants<Report> WAYS =
            Variants.of(
                    sound("sent", "the child sends its exception", () -> Report.SENT),
                    flawed(
                            "exit-only",
                            "the child ends with an exit code and says nothing",
                            REASON_LOST,
                            () -> Report.EXIT_ONLY));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.exception", "An exception through a pipe", LESSON)
                    .with(WAYS)
                    .with(EXPLAINED, REASON_LOST, UNNOTICED)
                    .teaches(StackTraceElement.class)
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        var request = WorkerRequest.of(SPEC.id(), context.make(WAYS).name());
        try (Worker child = context.workers().start(request)) {
            context.event("PID " + child.pid() + " divides by zero");
            return hear(context, child).with("exitCode", child.waitFor());
        }
    }

    private static Outcome.Observed hear(RunContext context, Worker child)
            throws InterruptedException {
        try {
            Optional<byte[]> said = child.receive();
            return UNNOTICED.observed().with("said", said.isPresent());
        } catch (WorkerFailed e) {
            // The chain of causes, from the failure of the worker down to what began it.
            List<Throwable> chain =
                    Stream.<Throwable>iterate(e, t -> t != null, Throwable::getCause).toList();
            Throwable root = chain.getLast();
            String message = String.valueOf(root.getMessage());
            String place =
                    Stream.of(root.getStackTrace())
                            .map(StackTraceElement::getMethodName)
                            .findFirst()
                            .orElse("");
            boolean explained = chain.size() > 2 && place.equals("average");
            String known = explained ? message + " in " + place : "it has failed";
            context.event("the parent knows: " + known);
            boolean hasCause = chain.size() > 1;
            return (explained ? EXPLAINED : REASON_LOST)
                    .observed()
                    .with("causes", chain.size() - 1)
                    .with("root", hasCause ? message : "unknown")
                    .with("thrownIn", hasCause ? place : "unknown");
        }
    }

    /** The child's side. */
    @Override
    public void work(WorkerContext context) {
        Report report = Report.valueOf(context.arguments().getFirst());
        try {
            context.send(Integer.toString(average(0, 0)));
        } catch (ArithmeticException e) {
            report.of(new IllegalStateException("the report cannot be made", e));
        }
    }

    private static int average(int sum, int count) {
        return sum / count;
    }
}
