// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.run.ProcessScope;
import dev.tandem.lab.run.RunReport;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.Durations;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A workload run in a process of its own, both sides of it. The child answers with two messages:
 * what kind of outcome it is, as text that any workload can read, and the outcome itself.
 */
final class IsolatedRun {

    /** The id under which every executable runs one of its workloads as a worker. */
    static final String ID = "run";

    /** How much longer than the parent the child waits: the parent decides when the time is up. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private IsolatedRun() {}

    static WorkerRequest request(RunRequest request) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                request.workload().spec().id(),
                                request.variant().id(),
                                Long.toString(request.seed()),
                                Double.toString(request.pace()),
                                Durations.format(request.timeout())));
        request.parameters().asText().forEach((name, value) -> arguments.add(name + "=" + value));
        return WorkerRequest.of(ID, arguments.toArray(String[]::new));
    }

    /** Waits for the outcome of the run that a worker makes. */
    static Outcome outcome(Worker worker) throws InterruptedException {
        worker.receive();
        byte[] message =
                worker.receive()
                        .orElseThrow(() ->
                                new WorkerFailed(
                                        "the worker of an isolated run ended without an outcome"));
        try {
            return decode(message);
        } catch (ProtocolException e) {
            throw new WorkerFailed("the worker of an isolated run " + e.getMessage(), e);
        }
    }

    /**
     * The child's side. Without more than the id of a workload among the arguments it runs that as
     * the command line would.
     */
    static void work(ChildSide context, Catalogue catalogue, ProcessScope.Source processes) {
        RunReport report =
                new Runner(processes).runHere(parse(context.arguments(), catalogue), context);
        Outcome outcome = report.outcome();
        context.send(
                switch (outcome) {
                    case Outcome.Observed observed -> "observed " + observed.label();
                    case Outcome.Unavailable unavailable -> "unavailable";
                    case Outcome.Failed failed -> "failed";
                });
        context.send(encode(outcome));
    }

    private static RunRequest parse(List<String> arguments, Catalogue catalogue) {
        var workload = catalogue.workload(arguments.getFirst());
        if (arguments.size() < 5) {
            return RunRequest.of(workload, Optional.empty(), Map.of(), 42);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String argument : arguments.subList(5, arguments.size())) {
            int equals = argument.indexOf('=');
            parameters.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return RunRequest.of(
                        workload,
                        Optional.of(arguments.get(1)),
                        parameters,
                        Long.parseLong(arguments.get(2)))
                .at(Double.parseDouble(arguments.get(3)))
                .within(Durations.parse(arguments.get(4)).plus(MARGIN));
    }

    static byte[] encode(Outcome outcome) {
        var out = new FrameBody.Writer();
        switch (outcome) {
            case Outcome.Observed(String label, var evidence) -> {
                out.text("observed");
                out.text(label);
                out.value(evidence);
            }
            case Outcome.Unavailable(String reason, String remedy) -> {
                out.text("unavailable");
                out.text(reason);
                out.text(remedy);
            }
            case Outcome.Failed(Throwable error) -> {
                out.text("failed");
                RemoteError.of(error).writeTo(out);
            }
        }
        return out.toByteArray();
    }

    static Outcome decode(byte[] message) throws ProtocolException {
        var in = new FrameBody.Reader(message);
        String kind = in.text();
        return switch (kind) {
            case "observed" -> new Outcome.Observed(in.text(), evidence(in.value()));
            case "unavailable" -> new Outcome.Unavailable(in.text(), in.text());
            case "failed" -> new Outcome.Failed(RemoteError.readFrom(in).toException());
            default ->
                    throw new ProtocolException(
                            "sent an outcome of the unknown kind '" + kind + "'");
        };
    }

    private static Map<String, Object> evidence(Object value) throws ProtocolException {
        Map<String, Object> evidence = new LinkedHashMap<>();
        if (!(value instanceof Map<?, ?> map)) {
            throw new ProtocolException("sent evidence that is not a map");
        }
        map.forEach((name, element) -> evidence.put(String.valueOf(name), element));
        return evidence;
    }
}
