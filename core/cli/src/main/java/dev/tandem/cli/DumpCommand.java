// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.tandem.cli.json.Documents;
import dev.tandem.cli.json.DumpDocument;
import dev.tandem.cli.json.ThreadDumpReader;
import dev.tandem.cli.text.DumpView;
import dev.tandem.lab.dump.Attachment;
import dev.tandem.lab.dump.Diagnosis;
import dev.tandem.lab.dump.DumpedThread;
import dev.tandem.lab.dump.Finding;
import dev.tandem.lab.dump.PlainDump;
import dev.tandem.lab.dump.ThreadDump;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.os.Image;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
        List<ThreadDump> dumps =
                what.isEmpty() || what.matches("[0-9]{1,18}") ? running() : List.of(read());
        List<Finding> findings = findings(dumps);
        List<Long> moved = moved(dumps);
        if (json.json) {
            Documents.print(cli.out(), DumpDocument.of(dumps.getLast(), findings, moved));
        } else {
            new DumpView(cli.screen())
                    .lines(dumps.getLast(), findings, moved, dumps.size(), full)
                    .forEach(cli.out()::println);
        }
        return findings.stream().anyMatch(Finding::hangs) ? ExitCode.UNEXPECTED : ExitCode.OK;
    }

    private ThreadDump read() throws IOException {
        Path file = Path.of(what);
        if (!Files.isRegularFile(file)) {
            throw new TandemException.Usage(
                    "'" + what + "' is neither the number of a process nor a file");
        }
        String text = Files.readString(file);
        if (text.stripLeading().startsWith("{")) {
            return ThreadDumpReader.read(text, what);
        }
        if (PlainDump.matches(text)) {
            return PlainDump.parse(text);
        }
        throw new TandemException.Usage(
                what + " has no thread dump, neither in JSON nor as jstack prints it");
    }

    private List<ThreadDump> running() throws Exception {
        if (what.isEmpty() && Image.RUNS) {
            throw new TandemException.Missing(
                    "an image cannot be asked for its threads", "give the number of a JVM");
        }
        long own = ProcessHandle.current().pid();
        long pid = what.isEmpty() ? own : Long.parseLong(what);
        // A JVM that is attached to stands still until its answer has been read.
        Callable<ThreadDump> source =
                !Image.RUNS && pid == own
                        ? DumpCommand::ofThisJvm
                        : another(Attachment.to(pid, timeout));
        List<ThreadDump> dumps = new ArrayList<>();
        while (dumps.size() < times) {
            if (!dumps.isEmpty()) {
                Thread.sleep(every);
            }
            dumps.add(source.call());
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
