// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.Documents;
import dev.tandem.cli.json.TimeDocument;
import dev.tandem.cli.text.TimeView;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.launch.Launcher;
import dev.tandem.lab.run.ProcessScope;
import dev.tandem.lab.time.Stopwatch;
import dev.tandem.lab.time.TimedRun;
import dev.tandem.lab.time.Timing;
import dev.tandem.lab.time.Verdict;
import dev.tandem.spi.Suggestions;
import dev.tandem.spi.TandemException.Usage;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.WorkerRequest.Launch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "time",
        description =
                "Say what one run costs: a workload or a job in a process of its own, on a JVM and natively.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nThe columns:%n",
            "  JVM           A JVM that has nothing but the classes.",
            "  AOT           One with the ahead-of-time cache that bin/tandem of the JVM",
            "                archive makes; where it runs, that is how workers start.",
            "  native        The native executable.",
            "%nThe rows:%n",
            "  start         From asking for the process until it is ready to run.",
            "  run           The run itself.",
            "  wall          From asking for the process until it has told its result. That",
            "                it ends then does not count.",
            "  user, system  Processor time of the process from its start on, of its threads",
            "                and of all processes that it has started, as getrusage(2) has it.",
            "  switches      How often a thread gave its processor up, and had it taken away.",
            "  faults        Pages of memory that the kernel provided without a disk, and from",
            "                one.",
            "  peak memory   Of all its processes together, seen every 20 ms, and no less than",
            "                the peak of the largest.",
            "%nA worker on a JVM has the serial collector; code of one's own that of the JVM's",
            "choice."
        })
final class TimeCommand implements Callable<Integer> {

    private static final String NO_CACHE =
            "this process has no ahead-of-time cache; bin/tandem of the JVM archive makes one";

    private final Cli cli;

    @Parameters(
            paramLabel = "ID|JOB",
            description = "The workload, such as sync.race, or the job; or CLASS, CLASS#METHOD.")
    private String id = "";

    @Mixin private WayOptions way = new WayOptions();

    @Option(
            names = "--timeout",
            paramLabel = "D",
            converter = RunOptions.DurationConverter.class,
            description = "How long a run may take, such as 500ms or 10s. Default: 1m.")
    private Duration timeout = Duration.ofMinutes(1);

    @Mixin private RunOptions options = new RunOptions();

    @Mixin private OwnOptions own = new OwnOptions();

    @Mixin private JsonOption json = new JsonOption();

    TimeCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws Exception {
        String classPath = own.elsewhere().orElse("");
        TimedRun.What what =
                classPath.isEmpty() ? listed(cli.catalogue().get()) : ofOwn(cli.catalogue().get());
        List<Timing> timings = time(what, forms(!classPath.isEmpty()), classPath);
        boolean cancelled = Thread.interrupted();
        if (json.json) {
            Documents.print(cli.out(), TimeDocument.of(what, timings));
        } else {
            new TimeView(cli.screen()).lines(what, timings).forEach(cli.out()::println);
        }
        return cancelled ? ExitCode.INTERRUPTED : code(timings);
    }

    private TimedRun.What listed(Catalogue catalogue) {
        var workload = catalogue.findWorkload(id);
        if (workload.isPresent()) {
            var spec = workload.get().spec();
            return what(
                    way.variant(id).map(spec::variant).orElseGet(spec::defaultVariant).id(),
                    options.given(spec.parameters()).asText());
        }
        var spec =
                catalogue
                        .findJob(id)
                        .orElseThrow(() ->
                                new Usage(
                                        Suggestions.unknown(
                                                "workload or job", id, catalogue.ids())))
                        .spec();
        return what(way.model(id, catalogue).id(), options.given(spec.parameters()).asText());
    }

    /** The class is first looked at where it can do no harm. */
    private TimedRun.What ofOwn(Catalogue catalogue) {
        if (options.launch == Launch.NATIVE) {
            throw new Usage("code of your own runs on a JVM");
        }
        return what(way.model(id, catalogue).id(), options.parameters);
    }

    private TimedRun.What what(String way, Map<String, String> parameters) {
        return new TimedRun.What(cli.name(), id, way, parameters, options.seed, timeout);
    }

    private List<Launch> forms(boolean onJvmOnly) {
        if (onJvmOnly) {
            return List.of(Launch.JVM_UNCACHED);
        }
        return switch (options.launch) {
            case AUTO -> List.of(Launch.JVM_UNCACHED, Launch.JVM, Launch.NATIVE);
            case JVM -> List.of(Launch.JVM_UNCACHED, Launch.JVM);
            default -> List.of(options.launch);
        };
    }

    /** Runs of some forms; fewer than are asked for, and interrupted, when it was cancelled. */
    private List<Timing> time(TimedRun.What what, List<Launch> forms, String classPath)
            throws InterruptedException {
        ProcessScope scope = cli.processes().apply(options.launch).open(event -> {});
        List<Timing> timings = new ArrayList<>();
        try {
            var stopwatch = new Stopwatch(scope.workers());
            for (Launch form : forms) {
                Timing timing =
                        form == Launch.JVM && !Launcher.hasCache()
                                ? Timing.unavailable(form, NO_CACHE)
                                : stopwatch.time(what, form, classPath);
                if (timing.verdict() == Verdict.MISUSED) {
                    throw new Usage(timing.outcome());
                }
                timings.add(timing);
            }
        } catch (InterruptedException e) {
            if (timings.isEmpty()) {
                throw e;
            }
            Thread.currentThread().interrupt();
        } catch (WorkerFailed e) {
            throw classPath.isEmpty() ? e : Elsewhere.ended(e);
        } finally {
            cli.leftBehind(scope.end());
        }
        return timings;
    }

    /** That of the worst; that one form is not there matters when there is no other. */
    private static int code(List<Timing> timings) {
        List<Verdict> verdicts = timings.stream().map(Timing::verdict).toList();
        if (verdicts.contains(Verdict.FAILED)) {
            return ExitCode.WORKER_FAILED;
        }
        if (verdicts.contains(Verdict.TIMED_OUT)) {
            return ExitCode.TIMEOUT;
        }
        if (verdicts.contains(Verdict.UNEXPECTED)) {
            return ExitCode.UNEXPECTED;
        }
        return verdicts.contains(Verdict.ENDED) ? ExitCode.OK : ExitCode.MISSING;
    }
}
