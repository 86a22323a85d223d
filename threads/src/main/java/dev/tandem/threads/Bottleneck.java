// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;

import dev.tandem.spi.Crew;
import dev.tandem.spi.Durations;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Table;
import dev.tandem.threads.images.Client;
import dev.tandem.threads.images.ImageServer;
import dev.tandem.threads.images.Png;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One program, run twice: it fetches a picture from a server and computes something, again and
 * again. The first time the server is far away and the computation short, the second time the other
 * way round. Look at where the time goes: on a processor, waiting for one because others have it,
 * or waiting for the server.
 *
 * <p>Then look at who ended the thread's turns. A voluntary context switch is one of a thread that
 * has to wait, an involuntary one of a thread that could go on and whose time was up.
 *
 * <p>The speed-up on processors of twice the speed is Amdahl's law with what was measured: all but
 * the waiting for the server is halved.
 *
 * <pre>{@code tandem run threads.bottleneck -p latency=200ms}</pre>
 */
final class Bottleneck implements Workload {

    private static final String LESSON =
            """
            What a program spends its time on decides what helps it. A program that waits gains
            nothing from a faster processor and everything from waiting for many things at once; a
            program that computes gains from a faster processor, or from several. The system counts
            the time that a thread had a processor, and the time that it stood in line for one: what
            is missing to the time on the clock was waiting for something else.
            """;

    private static final Parameter<Integer> ROUNDS =
            integer("rounds", 10, 1, 1000, "how often it fetches and computes");
    private static final Parameter<Duration> LATENCY =
            duration(
                    "latency",
                    Duration.ofMillis(20),
                    Duration.ofSeconds(10),
                    "of the distant server; the near one answers at once");
    private static final Parameter<Integer> N =
            integer("n", 33, 5, 40, "which Fibonacci number the long computation is");

    private static final String UNKNOWN = "the kernel does not say";

    /** The short computation. */
    private static final int SMALL_N = 5;

    private static final Label TOLD_APART =
            acceptable("told-apart", "the program waited for more of its time when it did I/O");
    private static final Label NOT_TOLD_APART =
            interesting("not-told-apart", "it waited for as much of its time when it computed")
                    .unseen("it takes a machine on which the computing thread hardly gets a turn");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.bottleneck", "Bound by I/O or by the processor", LESSON)
                    .with(ROUNDS, LATENCY, N)
                    .with(TOLD_APART, NOT_TOLD_APART)
                    .teaches(Thread.class, ThreadMXBean.class)
                    .notes("I/O bottlenecks and CPU bound bottlenecks")
                    .build();

    private record Program(String name, ThreadUsage used) {}

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        ThreadUsage io = measure(context, "io-bound", context.get(LATENCY), SMALL_N);
        ThreadUsage cpu = measure(context, "cpu-bound", Duration.ZERO, context.get(N));
        var programs = List.of(new Program("I/O-bound", io), new Program("CPU-bound", cpu));
        return (io.waitingShare() > cpu.waitingShare() ? TOLD_APART : NOT_TOLD_APART)
                .observed()
                .with("ioBound", describe(io))
                .with("cpuBound", describe(cpu))
                .with(
                        "fasterProcessorHelps",
                        programs.stream()
                                .filter(program -> program.used().waitingShare() < 0.5)
                                .map(Program::name)
                                .toList())
                .with("time", table(programs));
    }

    /** Runs the program in a thread of its own, which reads off itself what it has used. */
    private static ThreadUsage measure(RunContext context, String name, Duration latency, int n)
            throws Exception {
        try (var server = ImageServer.start(List.of(Png.picture(8, 8, 1)), latency, 0);
                var client = new Client(latency.plusMinutes(1));
                Crew crew = Crew.named(name + "-")) {
            URI image = server.listUri().resolve("/image-0.png");
            return crew.gather(1, i -> observe(context, client, image, n)).getFirst();
        }
    }

    private static ThreadUsage observe(RunContext context, Client client, URI image, int n)
            throws Exception {
        fetchAndCompute(context, client, image, n);
        context.event("has fetched and computed once, to warm up");
        ThreadUsage used =
                ThreadUsage.of(() -> {
                    for (int i = 0; i < context.get(ROUNDS); i++) {
                        fetchAndCompute(context, client, image, n);
                    }
                });
        context.event(
                String.format(
                        Locale.ROOT,
                        "waited for the server for %.0f %% of its time",
                        100 * used.waitingShare()));
        return used;
    }

    private static long fetchAndCompute(RunContext context, Client client, URI image, int n)
            throws InterruptedException {
        return client.get(image, context::isCancelled).length + Fibonacci.number(n);
    }

    private static Map<String, Object> describe(ThreadUsage used) {
        double waiting = used.waitingShare();
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("waitingShare", waiting);
        evidence.put("voluntarySwitches", orUnknown(used.voluntary()));
        evidence.put("involuntarySwitches", orUnknown(used.involuntary()));
        evidence.put("speedUpOnTwiceTheSpeed", 1 / (waiting + (1 - waiting) / 2));
        return evidence;
    }

    private static Table table(List<Program> programs) {
        List<List<Object>> rows = new ArrayList<>();
        for (Program program : programs) {
            ThreadUsage used = program.used();
            rows.add(
                    List.of(
                            program.name(),
                            Durations.human((double) used.wallNanos()),
                            Durations.human((double) used.cpuNanos()),
                            used.queuedNanos().isPresent()
                                    ? Durations.human((double) used.queuedNanos().getAsLong())
                                    : UNKNOWN,
                            Durations.human((double) used.waitingNanos())));
        }
        return new Table(
                List.of("program", "time", "on a processor", "waiting for one", "for the server"),
                rows);
    }

    private static Object orUnknown(OptionalLong count) {
        return count.isPresent() ? count.getAsLong() : UNKNOWN;
    }
}
