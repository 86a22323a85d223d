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
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The log of several processes in one file, whole lines and in the order of their time. */
final class OneLog implements Workload, WorkerBody {

    private static final Parameter<Integer> WORKERS =
            Parameter.integer("workers", 2, 2, 16, "how many processes log");

    private static final Parameter<Integer> LINES =
            Parameter.integer("lines", 300, 1, 100_000, "how many lines each writes");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.logging")
                    .title("One log of many processes")
                    .lesson(
                            """
                            Processes that write to the same file get in each other's way: what one writes in two pieces, as a \
                            buffered stream may do at any place, is cut in two by the line of another. One process should write the \
                            log. The others send it their records with the time, and since all processes of a machine have one \
                            monotonic clock, the records can be put into the order in which things happened.\
                            """)
                    .parameters(WORKERS, LINES)
                    .flawed(
                            "same-file",
                            "every process appends to the file by itself, in pieces",
                            "torn")
                    .variant("collected", "the parent collects the records and writes the file")
                    .acceptable(
                            "ordered",
                            "every line is whole, and the lines are in the order of their time")
                    .interesting("whole", "every line is whole, but not in the order of time")
                    .forbidden("torn", "lines were cut in two by those of another process")
                    .forbidden("lost", "lines are missing")
                    .build();

    private static final Pattern LINE = Pattern.compile("(\\d+) worker-\\d+ line \\d+ end");

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws IOException, InterruptedException {
        try {
            return log(context);
        } catch (ClosedByInterruptException e) {
            // What a file does to a thread that is interrupted while it uses it.
            throw (InterruptedException) new InterruptedException().initCause(e);
        }
    }

    private static Outcome log(RunContext context) throws IOException, InterruptedException {
        Path log = Files.createFile(context.scratch().resolve("log"));
        boolean collecting = context.isVariant("collected");
        List<Worker> workers = new ArrayList<>();
        List<String> records = new ArrayList<>();
        try {
            for (int i = 0; i < context.get(WORKERS); i++) {
                String file = collecting ? "" : log.toString();
                workers.add(
                        context.workers()
                                .start(
                                        WorkerRequest.of(
                                                SPEC.id(),
                                                Integer.toString(i),
                                                Integer.toString(context.get(LINES)),
                                                file)));
            }
            context.event(workers.size() + " processes log");
            workers.forEach(worker -> worker.send("go"));
            for (Worker worker : workers) {
                for (Optional<String> record = worker.receiveText();
                        record.isPresent();
                        record = worker.receiveText()) {
                    records.add(record.get());
                }
            }
        } finally {
            workers.forEach(Worker::close);
        }
        if (collecting) {
            records.sort((a, b) -> Long.compare(time(a), time(b)));
            Files.write(log, records);
        }
        return judge(context, Files.readAllLines(log), context.get(WORKERS) * context.get(LINES));
    }

    private static Outcome judge(RunContext context, List<String> lines, int expected) {
        List<String> whole = lines.stream().filter(line -> LINE.matcher(line).matches()).toList();
        List<Long> times = whole.stream().map(OneLog::time).toList();
        List<Long> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        context.event(whole.size() + " of " + expected + " lines are whole");
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("written", expected);
        evidence.put("whole", whole.size());
        evidence.put("torn", lines.size() - whole.size());
        evidence.put("inOrder", times.equals(sorted));
        lines.stream()
                .filter(line -> !LINE.matcher(line).matches())
                .findFirst()
                .ifPresent(t -> evidence.put("forExample", t));
        String label;
        if (whole.size() < lines.size()) {
            label = "torn";
        } else if (whole.size() < expected) {
            label = "lost";
        } else {
            label = times.equals(sorted) ? "ordered" : "whole";
        }
        return new Outcome.Observed(label, evidence);
    }

    private static long time(String line) {
        return Long.parseLong(line.substring(0, line.indexOf(' ')));
    }

    /** The child's side: logs to the file, or to the parent when it is given none. */
    @Override
    public void work(WorkerContext context) throws IOException, InterruptedException {
        String worker = context.arguments().get(0);
        int count = Integer.parseInt(context.arguments().get(1));
        String file = context.arguments().get(2);
        context.receive();
        if (file.isEmpty()) {
            for (int i = 0; i < count; i++) {
                context.send(System.nanoTime() + " worker-" + worker + " line " + i + " end");
            }
            return;
        }
        try (OutputStream out = Files.newOutputStream(Path.of(file), StandardOpenOption.APPEND)) {
            for (int i = 0; i < count; i++) {
                out.write(
                        (System.nanoTime() + " worker-" + worker).getBytes(StandardCharsets.UTF_8));
                out.write((" line " + i + " end\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
