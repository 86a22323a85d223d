// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.Documents;
import dev.tandem.cli.json.ProfileDocument;
import dev.tandem.cli.page.ProfilePage;
import dev.tandem.cli.text.ProfileView;
import dev.tandem.cli.text.RunView;
import dev.tandem.cli.text.Screen;
import dev.tandem.cli.text.StatusLine;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.dump.Attachment;
import dev.tandem.lab.profile.FlightRecording;
import dev.tandem.lab.profile.Profile;
import dev.tandem.lab.profile.ProfileReader;
import dev.tandem.lab.profile.Repeated;
import dev.tandem.lab.run.ProcessScope;
import dev.tandem.lab.run.RunReport;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Job;
import dev.tandem.spi.Resources;
import dev.tandem.spi.Suggestions;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Workload;
import dev.tandem.spi.os.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Where the time goes in a workload, a job or another JVM. */
@Command(
        name = "profile",
        description =
                "Say where the time goes in a workload, in a job or in a running JVM: what is"
                        + " computed, what is waited for and who holds it, what is allocated.",
        footer = {
            "%nRecorded is one JVM, by its flight recorder: the worker processes that a workload or a",
            "model starts are not in it. Waits count when they are over and took 1 ms or more."
        },
        mixinStandardHelpOptions = true)
final class ProfileCommand implements Callable<Integer> {

    private static final Duration ATTACH_LIMIT = Duration.ofSeconds(10);
    private static final int MOST_ROWS = 1000;

    private final Cli cli;

    @Parameters(
            paramLabel = "ID|JOB|PID",
            description = "What to run, or the process to record; or CLASS, CLASS#METHOD.")
    private String what = "";

    @Mixin private WayOptions way = new WayOptions();

    @Option(
            names = "--for",
            paramLabel = "D",
            converter = RunOptions.DurationConverter.class,
            description =
                    "How long a process is recorded, and a job repeated. A workload runs once. Default: 5s.")
    private Duration time = Duration.ofSeconds(5);

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "How many rows of each table to show. Default: ${DEFAULT-VALUE}.")
    private int top = 10;

    @Option(
            names = "--jfr",
            paramLabel = "FILE",
            description = "Keep the recording, for the tools that read such files.")
    private Optional<String> jfr = Optional.empty();

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write the profile as a page for a browser, with flame graphs.")
    private Optional<String> html = Optional.empty();

    @Mixin private RunOptions options = new RunOptions();

    @Mixin private OwnOptions own = new OwnOptions();

    @Spec private @Nullable CommandSpec spec;

    @Mixin private JsonOption json = new JsonOption();

    ProfileCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws Exception {
        Optional<String> classPath = own.elsewhere();
        if (classPath.isPresent()) {
            return Elsewhere.execute(cli, spec, classPath.get(), options.launch);
        }
        if (Image.RUNS) {
            throw new TandemException.Missing(
                    "an image has no flight recorder, and reads no recordings",
                    "use tandem on a JVM, from the jvm archive");
        }
        if (top < 1 || top > MOST_ROWS) {
            throw new TandemException.Usage(
                    "--top is a number from 1 to " + MOST_ROWS + ", not " + top);
        }
        Optional<Path> kept = jfr.map(WholeFile::named);
        Optional<Path> page = html.map(WholeFile::named);
        Path file = Files.createTempFile("tandem-", ".jfr");
        try {
            Recorded recorded =
                    what.matches("[0-9]{1,18}")
                            ? process(Long.parseLong(what), file)
                            : exhibit(file);
            show(recorded);
            cli.out().flush();
            return keep(recorded, file, kept, page);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Writes the files that were asked for; the exit code says whether that could be done. */
    private int keep(Recorded recorded, Path file, Optional<Path> kept, Optional<Path> page) {
        try {
            if (kept.isPresent()) {
                WholeFile.copy(file, kept.get());
            }
            if (page.isPresent()) {
                List<String> tables =
                        new ProfileView(Screen.NONE, MOST_ROWS).lines(recorded.profile);
                WholeFile.write(page.get(), ProfilePage.of(what, recorded.profile, tables));
            }
            return recorded.cutOff
                    ? ExitCode.INTERRUPTED
                    : recorded.run.map(ExitCode::of).orElse(ExitCode.OK);
        } catch (IOException e) {
            cli.err().println(cli.name() + ": " + e.getMessage());
            return ExitCode.INTERNAL;
        }
    }

    /**
     * What came of it.
     *
     * @param run what it observed, where it was a workload
     * @param cutOff whether an interrupt ended it before its time
     */
    private record Recorded(Profile profile, Optional<RunReport> run, boolean cutOff) {}

    @FunctionalInterface
    private interface Recorder {
        void record() throws Exception;
    }

    /**
     * Records, until the end or an interrupt.
     *
     * @return whether it was an interrupt
     * @throws InterruptedException for one that came before there was anything to tell
     */
    private static boolean isCutOff(Path file, Recorder recorder) throws Exception {
        try {
            recorder.record();
            return false;
        } catch (InterruptedException e) {
            if (Files.size(file) == 0) {
                throw e;
            }
            return true;
        }
    }

    private Recorded process(long pid, Path file) throws Exception {
        if (way.areGiven()) {
            throw new TandemException.Usage("a process has neither variants nor models");
        }
        if (pid == ProcessHandle.current().pid()) {
            throw new TandemException.Usage(
                    "process " + pid + " is this one, which only waits; name a workload or a job");
        }
        Attachment jvm = Attachment.to(pid, ATTACH_LIMIT);
        boolean cutOff;
        try (var _ = status("recording process " + pid)) {
            cutOff = isCutOff(file, () -> FlightRecording.of(jvm, time, file));
        }
        return new Recorded(ProfileReader.read(file, Set.of()), Optional.empty(), cutOff);
    }

    private Recorded exhibit(Path file) throws Exception {
        Catalogue catalogue = cli.catalogue().get();
        Optional<Job<?>> job = own.find(what, catalogue);
        if (job.isPresent()) {
            return run(job.get(), way.model(what, catalogue), file);
        }
        return run(
                catalogue
                        .findWorkload(what)
                        .orElseThrow(() ->
                                new TandemException.Usage(
                                        Suggestions.unknown(
                                                "workload or job", what, catalogue.ids()))),
                file);
    }

    private Recorded run(Workload workload, Path file) throws Exception {
        Optional<String> variant = way.variant(what);
        if (workload.spec().isolated()) {
            throw new TandemException.Missing(
                    what + " runs in a process of its own, which is not recorded",
                    "give the number of that process while it runs");
        }
        RunRequest request = RunRequest.of(workload, variant, options.parameters, options.seed);
        var runner = new Runner(cli.processes().apply(options.launch));
        RunReport report;
        Set<Long> others;
        try (var _ = status("recording " + what)) {
            others = threads();
            report = FlightRecording.of(() -> runner.run(request, event -> {}), file);
        }
        return new Recorded(ProfileReader.read(file, others), Optional.of(report), false);
    }

    private Recorded run(Job<?> job, ExecutionModel runs, Path file) throws Exception {
        var parameters = options.given(job.spec().parameters());
        ProcessScope scope = cli.processes().apply(options.launch).open(event -> {});
        var resources =
                new Resources(
                        Runtime.getRuntime().availableProcessors(),
                        worker -> scope.workers().start(worker));
        Set<Long> others;
        boolean cutOff;
        try (var _ = status("recording " + what + " under " + runs.id())) {
            others = threads();
            others.remove(Thread.currentThread().threadId());
            FlightRecording.Body<Integer> repeated =
                    () -> Repeated.run(job, parameters, options.seed, runs, resources, time);
            cutOff = isCutOff(file, () -> FlightRecording.of(repeated, file));
        } finally {
            cli.leftBehind(scope.end());
        }
        return new Recorded(ProfileReader.read(file, others), Optional.empty(), cutOff);
    }

    /** The threads that are there before anything is run, but for pools that all may use. */
    private static Set<Long> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !(thread instanceof ForkJoinWorkerThread))
                .map(Thread::threadId)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private StatusLine status(String text) {
        return new StatusLine(cli.err(), cli.errScreen(), () -> Optional.of(text));
    }

    private void show(Recorded recorded) {
        if (json.json) {
            Documents.print(cli.out(), ProfileDocument.of(what, recorded.profile));
            return;
        }
        new ProfileView(cli.screen(), top).lines(recorded.profile).forEach(cli.out()::println);
        if (recorded.run.isPresent()) {
            cli.out().println();
            new RunView(cli.screen()).outcome(recorded.run.get(), true).forEach(cli.out()::println);
        }
    }
}
