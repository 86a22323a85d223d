// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.tandem.cli.json.Documents;
import dev.tandem.cli.json.DumpDocument;
import dev.tandem.cli.json.ThreadDumpReader;
import dev.tandem.cli.page.DumpPage;
import dev.tandem.cli.text.DumpView;
import dev.tandem.cli.text.Screen;
import dev.tandem.lab.dump.Attachment;
import dev.tandem.lab.dump.Diagnosis;
import dev.tandem.lab.dump.DumpedThread;
import dev.tandem.lab.dump.Finding;
import dev.tandem.lab.dump.HeapHistogram;
import dev.tandem.lab.dump.PlainDump;
import dev.tandem.lab.dump.ThreadDump;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.os.Image;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What hangs in a JVM, and why. */
@Command(
        name = "dump",
        description =
                "Say what hangs in a running JVM, virtual threads included, or in a file that has its thread dump.",
        mixinStandardHelpOptions = true)
final class DumpCommand implements Callable<Integer> {

    private static final int MOST_DUMPS = 100;
    private static final int MOST_ROWS = 1000;
    private static final String WRITTEN = "what the JVM has written";

    private final Cli cli;

    @Parameters(
            arity = "0..1",
            paramLabel = "PID|FILE",
            description =
                    "The number of the process, or a file with a dump in JSON or as text. Default: this process.")
    private String what = "";

    @Option(
            names = "--times",
            paramLabel = "N",
            description =
                    "How many dumps to compare: what hangs is in all of them. Default: ${DEFAULT-VALUE}.")
    private int times = 2;

    @Option(
            names = "--every",
            paramLabel = "D",
            converter = RunOptions.DurationConverter.class,
            description = "The time between two dumps. Default: 1s.")
    private Duration every = Duration.ofSeconds(1);

    @Option(
            names = "--timeout",
            paramLabel = "D",
            converter = RunOptions.DurationConverter.class,
            description = "How long the JVM may take to answer. Default: 10s.")
    private Duration timeout = Duration.ofSeconds(10);

    @Option(names = "--full", description = "Print whole stacks, and the JVM's own threads too.")
    private boolean full;

    @Option(
            names = "--heap",
            paramLabel = "N",
            description =
                    "Also list the N classes that take most of the heap of another JVM, which collects its garbage for that.")
    private Optional<Integer> heap = Optional.empty();

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write a page for a browser, with a picture of who waits for whom.")
    private Optional<String> html = Optional.empty();

    @Mixin private JsonOption json = new JsonOption();

    DumpCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws Exception {
        if (times < 1 || times > MOST_DUMPS) {
            throw new TandemException.Usage(
                    "--times is a number from 1 to " + MOST_DUMPS + ", not " + times);
        }
        Optional<Path> page = html.map(WholeFile::named);
        Optional<Attachment> other = other();
        checkHeap(other);
        List<ThreadDump> dumps = isOfAFile() ? List.of(read()) : running(other);
        boolean cancelled = Thread.interrupted();
        List<Finding> findings = findings(dumps);
        List<Long> moved = moved(dumps);
        List<HeapHistogram.Row> rows =
                heap.isEmpty() ? List.of() : HeapHistogram.of(other.orElseThrow(), heap.get());
        if (json.json) {
            Documents.print(cli.out(), DumpDocument.of(dumps.getLast(), findings, moved, rows));
        } else {
            report(cli.screen(), dumps, findings, moved, rows).forEach(cli.out()::println);
        }
        int found = findings.stream().anyMatch(Finding::hangs) ? ExitCode.UNEXPECTED : ExitCode.OK;
        int code = cancelled ? ExitCode.INTERRUPTED : found;
        return page.isEmpty()
                ? code
                : write(page.get(), dumps, report(Screen.NONE, dumps, findings, moved, rows), code);
    }

    private List<String> report(
            Screen screen,
            List<ThreadDump> dumps,
            List<Finding> findings,
            List<Long> moved,
            List<HeapHistogram.Row> rows) {
        var view = new DumpView(screen);
        List<String> lines =
                new ArrayList<>(view.lines(dumps.getLast(), findings, moved, dumps.size(), full));
        if (!rows.isEmpty()) {
            lines.addAll(view.heap(rows));
        }
        return lines;
    }

    private int write(Path page, List<ThreadDump> dumps, List<String> report, int code) {
        cli.out().flush();
        String of =
                isOfAFile()
                        ? what
                        : "process " + (what.isEmpty() ? ProcessHandle.current().pid() : what);
        try {
            WholeFile.write(page, DumpPage.of(of, dumps.getLast(), report));
            return code;
        } catch (IOException e) {
            cli.err().println(cli.name() + ": " + e.getMessage());
            return ExitCode.INTERNAL;
        }
    }

    private void checkHeap(Optional<Attachment> other) {
        if (heap.filter(rows -> rows < 1 || rows > MOST_ROWS).isPresent()) {
            throw new TandemException.Usage(
                    "--heap is a number from 1 to " + MOST_ROWS + ", not " + heap.get());
        }
        if (heap.isPresent() && other.isEmpty()) {
            throw new TandemException.Usage(
                    "--heap wants the number of another JVM, not "
                            + (isOfAFile() ? "a file" : "this one"));
        }
    }

    private boolean isOfAFile() {
        return !what.isEmpty() && !what.matches("[0-9]{1,18}");
    }

    private ThreadDump read() {
        if (!Files.isRegularFile(WholeFile.path(what))) {
            throw new TandemException.Usage(
                    "'" + what + "' is neither the number of a process nor a file");
        }
        String text = WholeFile.read(what);
        if (text.stripLeading().startsWith("{")) {
            return ThreadDumpReader.read(text, what);
        }
        if (PlainDump.matches(text)) {
            return PlainDump.parse(text);
        }
        throw new TandemException.Usage(
                what + " has no thread dump, neither in JSON nor as jstack prints it");
    }

    /**
     * The JVM that is asked; none for a file, and none for this one: a JVM that is attached to
     * stands still until its answer has been read.
     */
    private Optional<Attachment> other() throws IOException {
        if (what.isEmpty() && Image.RUNS) {
            throw new TandemException.Missing(
                    "an image cannot be asked for its threads", "give the number of a JVM");
        }
        if (isOfAFile() || what.isEmpty()) {
            return Optional.empty();
        }
        long pid = Long.parseLong(what);
        return !Image.RUNS && pid == ProcessHandle.current().pid()
                ? Optional.empty()
                : Optional.of(Attachment.to(pid, timeout));
    }

    /** Dumps of what runs; fewer than are asked for, and interrupted, when it was cancelled. */
    private List<ThreadDump> running(Optional<Attachment> other) throws Exception {
        // An image never asks itself, and need not hold what it takes.
        Callable<ThreadDump> source =
                Image.RUNS
                        ? another(other.orElseThrow())
                        : other.map(DumpCommand::another).orElse(DumpCommand::ofThisJvm);
        List<ThreadDump> dumps = new ArrayList<>();
        try {
            while (dumps.size() < times) {
                if (!dumps.isEmpty()) {
                    Thread.sleep(every);
                }
                dumps.add(source.call());
            }
        } catch (InterruptedException | ClosedByInterruptException e) {
            if (dumps.isEmpty()) {
                boolean _ = Thread.interrupted();
                throw new InterruptedException("interrupted before the first dump");
            }
            Thread.currentThread().interrupt();
        }
        return dumps;
    }

    private static Callable<ThreadDump> another(Attachment jvm) {
        return () -> {
            ThreadDump plain = PlainDump.parse(jvm.command("Thread.print -l"));
            return ThreadDumpReader.read(jvm.threadsAsJson(), WRITTEN).completedBy(plain);
        };
    }

    private static ThreadDump ofThisJvm() throws IOException {
        Path folder = Files.createTempDirectory("tandem-dump");
        Path file = folder.resolve("threads.json");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(file.toString(), ThreadDumpFormat.JSON);
            return ThreadDumpReader.read(Files.readString(file), WRITTEN);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static List<Finding> findings(List<ThreadDump> dumps) {
        List<Finding> findings = Diagnosis.of(dumps.getLast());
        for (ThreadDump earlier : dumps.subList(0, dumps.size() - 1)) {
            Set<Finding> both = new LinkedHashSet<>(Diagnosis.of(earlier, dumps.getLast()));
            findings = findings.stream().filter(both::contains).toList();
        }
        return findings;
    }

    /** The threads that were elsewhere in the first dump, or not there. */
    private static List<Long> moved(List<ThreadDump> dumps) {
        Map<Long, List<String>> then =
                dumps.getFirst().threads().stream()
                        .collect(
                                Collectors.toMap(
                                        DumpedThread::id, DumpedThread::stack, (a, b) -> a));
        return dumps.getLast().threads().stream()
                .filter(thread -> !thread.stack().equals(then.get(thread.id())))
                .map(DumpedThread::id)
                .toList();
    }
}
