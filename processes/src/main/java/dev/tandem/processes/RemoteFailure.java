package dev.tandem.processes;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An exception that crosses a pipe. Its object stays where it was thrown; its words and its stack
 * trace come over.
 */
final class RemoteFailure implements Workload, WorkerBody {

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.exception")
                    .title("An exception through a pipe")
                    .lesson(
                            """
                            When a child fails, all that the system tells its parent is an exit code. Whoever wants to know why must \
                            see to it that the child says so before it ends: it catches what it has thrown, writes down the message, \
                            the causes and where each was thrown, and sends that. A child that swallows its exceptions, or writes \
                            them to a stream that nobody reads, fails without a reason.\
                            """)
                    .variant("sent", "the child sends its exception before it ends")
                    .flawed(
                            "exit-only",
                            "the child ends with an exit code and says nothing",
                            "reason-lost")
                    .acceptable(
                            "explained",
                            "the parent knows what was thrown, by which cause, and in which method of the child")
                    .forbidden(
                            "reason-lost",
                            "the parent knows that the child has failed, and not why")
                    .forbidden("unnoticed", "the parent takes the child for successful")
                    .build();

    private static final int CODE = 3;

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        try (Worker child =
                context.workers().start(WorkerRequest.of(SPEC.id(), context.variant()))) {
            context.event("PID " + child.pid() + " divides by zero");
            String label;
            Map<String, Object> evidence = new LinkedHashMap<>();
            try {
                Optional<byte[]> said = child.receive();
                evidence.put("said", said.isPresent());
                label = "unnoticed";
            } catch (WorkerFailed e) {
                // The chain of causes, from the failure of the worker down to what began it.
                var chain =
                        Stream.<Throwable>iterate(e, t -> t != null, Throwable::getCause).toList();
                Throwable root = chain.getLast();
                String place =
                        Stream.of(root.getStackTrace())
                                .map(StackTraceElement::getMethodName)
                                .findFirst()
                                .orElse("");
                boolean explained = chain.size() > 2 && place.equals("average");
                context.event(
                        "the parent knows: "
                                + (explained
                                        ? root.getMessage() + " in " + place
                                        : "it has failed"));
                evidence.put("causes", chain.size() - 1);
                evidence.put(
                        "root", chain.size() > 1 ? String.valueOf(root.getMessage()) : "unknown");
                evidence.put("thrownIn", chain.size() > 1 ? place : "unknown");
                label = explained ? "explained" : "reason-lost";
            }
            evidence.put("exitCode", child.waitFor());
            return new Outcome.Observed(label, evidence);
        }
    }

    /** The child's side: what it throws is sent by whoever has called it. */
    @Override
    public void work(WorkerContext context) {
        try {
            context.send(Integer.toString(average(0, 0)));
        } catch (ArithmeticException e) {
            if (context.arguments().getFirst().equals("exit-only")) {
                Runtime.getRuntime().halt(CODE);
            }
            throw new IllegalStateException("the report cannot be made", e);
        }
    }

    private static int average(int sum, int count) {
        return sum / count;
    }
}
