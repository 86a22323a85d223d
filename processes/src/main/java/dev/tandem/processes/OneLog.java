// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Count;
import dev.tandem.spi.Gang;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
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
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The log of several processes in one file, whole lines and in the order of their time. Look at the
 * line that is shown for example: two writers had a hand in it.
 *
 * <pre>{@code tandem run processes.logging --variant same-file}</pre>
 */
final class OneLog implements Workload, WorkerBody {

    private static final String LESSON =
            """
            Processes that write to the same file get in each other's way: what one writes in two
            pieces, as a buffered stream may do at any place, is cut in two by the line of another.
            One process should write the log. The others send it their records with the time, and
            since all processes of a machine have one monotonic clock, the records can be put into
            the order in which things happened.
            """;

    private static final Parameter<Integer> WORKERS =
            integer("workers", 2, 2, 16, "how many processes log");
    private static final Parameter<Integer> LINES =
            integer("lines", 300, 1, 100_000, "how many lines each writes");

    private static final Label ORDERED =
            acceptable("ordered", "every line is whole, in the order of their time");
    private static final Label WHOLE =
            interesting("whole", "every line is whole, but not in the order of time")
                    .unseen("it takes a process that stops between the clock and the file");
    private static final Label TORN =
            forbidden("torn", "lines were cut in two by those of another process");
    private static final Label LOST =
            forbidden("lost", "lines are missing").unseen("appending overwrites nothing");

    /** How a process logs. */
    private enum Logging {
        SAME_FILE {
            @Override
            void log(int lines, String worker, Path file, WorkerContext context)
                    throws IOException {
                try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
                    for (int i = 0; i < lines; i++) {
                        out.write(beginning(worker).getBytes(StandardCharsets.UTF_8));
                        out.write((end(i) + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
        },
        COLLECTED {
            @Override
            void log(int lines, String worker, Path file, WorkerContext context) {
                for (int i = 0; i < lines; i++) {
                    context.send(beginning(worker) + end(i));
                }
            }
        };

        abstract void log(int lines, String worker, Path file, WorkerContext context)
                throws IOException;

        static String beginning(String worker) {
            return System.nanoTime() + " worker-" + worker;
        }

        static String end(int line) {
            return " line " + line + " end";
        }
    }

    private static final Pattern LINE = Pattern.compile("(\\d+) worker-\\d+ line \\d+ end");

    private static final Variants<Logging> WAYS =
            Variants.of(
                    flawed(
                            "same-file",
                            "every process appends to the file by itself, in pieces",
                            TORN,
                            () -> Logging.SAME_FILE),
                    sound(
                            "collected",
                            "the parent collects the records and writes the file",
                            () -> Logging.COLLECTED));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.logging", "One log of many processes", LESSON)
                    .with(WORKERS, LINES)
                    .with(WAYS)
                    .with(ORDERED, WHOLE, TORN, LOST)
                    .teaches(StandardOpenOption.class)
                    .build();

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
        String logging = context.make(WAYS).name();
        String lines = Integer.toString(context.get(LINES));
        int workers = context.get(WORKERS);
        List<String> records = new ArrayList<>();
        try (Gang gang =
                Gang.start(
                        context.workers(),
                        workers,
                        i -> request(logging, lines, Integer.toString(i), log))) {
            context.event(workers + " processes log");
            gang.go();
            for (Worker worker : gang.members()) {
                Messages.each(worker::receiveText, records::add);
            }
        }
        records.sort(Comparator.comparingLong(OneLog::time));
        Files.write(log, records, StandardOpenOption.APPEND);
        return judge(context, Files.readAllLines(log), workers * context.get(LINES));
    }

    private static WorkerRequest request(String logging, String lines, String worker, Path log) {
        return WorkerRequest.of(SPEC.id(), logging, lines, worker, log.toString());
    }

    /** The child's side. */
    @Override
    public void work(WorkerContext context) throws IOException, InterruptedException {
        List<String> arguments = context.arguments();
        Logging logging = Logging.valueOf(arguments.get(0));
        int lines = Integer.parseInt(arguments.get(1));
        if (Gang.ready(context)) {
            logging.log(lines, arguments.get(2), Path.of(arguments.get(3)), context);
        }
    }

    private static Outcome judge(RunContext context, List<String> lines, int expected) {
        List<String> whole = lines.stream().filter(OneLog::isWhole).toList();
        List<Long> times = whole.stream().map(OneLog::time).toList();
        boolean inOrder = times.equals(times.stream().sorted().toList());
        context.event(Count.of(whole.size()) + " of " + Count.of(expected, "line") + " are whole");
        int torn = lines.size() - whole.size();
        Outcome.Observed observed =
                label(torn, expected - whole.size(), inOrder)
                        .observed()
                        .with("written", expected)
                        .with("whole", whole.size())
                        .with("torn", torn)
                        .with("inOrder", inOrder);
        return lines.stream()
                .filter(line -> !isWhole(line))
                .findFirst()
                .map(line -> observed.with("forExample", line))
                .orElse(observed);
    }

    private static Label label(int torn, int missing, boolean inOrder) {
        if (torn > 0) {
            return TORN;
        }
        return missing > 0 ? LOST : inOrder ? ORDERED : WHOLE;
    }

    private static boolean isWhole(String line) {
        return LINE.matcher(line).matches();
    }

    private static long time(String line) {
        return Long.parseLong(line.substring(0, line.indexOf(' ')));
    }
}
