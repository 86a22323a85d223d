// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.Documents;
import dev.tandem.cli.json.ExploreDocument;
import dev.tandem.cli.page.PageMaker;
import dev.tandem.cli.text.Screen;
import dev.tandem.explore.Deepening;
import dev.tandem.explore.ExplorationResult;
import dev.tandem.explore.ExploreRequest;
import dev.tandem.explore.ExploreRequest.Kind;
import dev.tandem.explore.Explorer;
import dev.tandem.explore.Explorer.Progress;
import dev.tandem.explore.Failure;
import dev.tandem.explore.Recording;
import dev.tandem.explore.Subject;
import dev.tandem.explore.text.ExploreView;
import dev.tandem.explore.text.Wording;
import dev.tandem.explore.world.Environment;
import dev.tandem.explore.world.Environment.Time;
import dev.tandem.spi.Suggestions;
import dev.tandem.spi.TandemException.Usage;
import dev.tandem.spi.WorkloadSpec.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "explore",
        description = "Drive a workload, or code of your own, through its interleavings.",
        mixinStandardHelpOptions = true)
final class ExploreCommand implements Callable<Integer> {

    private final Cli cli;

    @Spec private @Nullable CommandSpec spec;

    @Mixin private ExploreOptions what = new ExploreOptions();

    @Option(
            names = "--strategy",
            paramLabel = "dfs|random|pct|surw",
            converter = KindConverter.class,
            description =
                    "dfs searches all of them, random, pct and surw take samples. Default: dfs, which takes some by surw when the search is a long one.")
    private Kind strategy = Kind.DFS;

    @Option(
            names = "--level",
            paramLabel = "sync|volatile|memory",
            converter = LevelConverter.class,
            description =
                    "Which operations are points of choice. Default: as the workload needs; for code"
                            + " of your own one after the other, as long as nothing is found and time is left.")
    private @Nullable Level level;

    @Option(
            names = "--preemptions",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "At most so many preemptions under dfs. Default: any number.")
    private int preemptions = ExploreRequest.UNBOUNDED;

    @Option(
            names = "--executions",
            paramLabel = "N",
            description = "Stop after so many. Default: ${DEFAULT-VALUE}.")
    private long executions = 1_000_000;

    @Option(
            names = "--time-limit",
            paramLabel = "D",
            converter = RunOptions.DurationConverter.class,
            description = "Stop after so long. Default: 1m.")
    private Duration timeLimit = Duration.ofMinutes(1);

    @Option(
            names = "--spurious",
            paramLabel = "N",
            converter = CountConverter.class,
            description =
                    "At most so many waits an execution end for no reason. Default: 1 for code of your own, 0 for a workload.")
    private @Nullable Integer spurious;

    @Option(
            names = "--time",
            paramLabel = "any|idle",
            converter = TimeConverter.class,
            description =
                    "When a thread's first time-out at a place comes: at any moment, or, as its later ones do, when nobody can go on. Default: any for code of your own, idle for a workload.")
    private @Nullable Time time;

    @Option(names = "--no-reduction", description = "Run equivalent schedules too under dfs.")
    private boolean unreduced;

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "Ordering constraints that pct aims at. Default: ${DEFAULT-VALUE}.")
    private int depth = 3;

    @Option(
            names = "--all",
            description = "Go on after a failure, for the whole table of outcomes.")
    private boolean all;

    @Option(names = "--full", description = ExploreOptions.FULL)
    private boolean full;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description =
                    "How many threads search; one in a native image. Default: one, and one for each further core after a second.")
    private @Nullable Integer workers;

    @Mixin private LinearizableOptions linearizable = new LinearizableOptions();

    @Mixin private JsonOption json = new JsonOption();

    @Mixin private HtmlOption html = new HtmlOption();

    @Mixin private SaveOption save = new SaveOption();

    ExploreCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        mustGoWith(Kind.DFS, "--preemptions");
        mustGoWith(Kind.DFS, "--no-reduction");
        mustGoWith(Kind.PCT, "--depth");
        Optional<Path> page = html.target();
        Optional<Path> saved = save.target();
        if (linearizable.areAsked(what, given(), LinearizableOptions.BESIDE_THE_QUESTION)) {
            return linearizable.answer(cli, what, json.json, saved);
        }
        ExploreRequest usual = ExploreRequest.of(what.subject(cli.catalogue().get()));
        ExploreRequest wanted =
                usual.in(environment(usual.environment()))
                        .by(strategy, preemptions, !unreduced)
                        .limited(executions, what.steps)
                        .within(timeLimit)
                        .seeded(what.seed, depth)
                        .keepingGoing(all)
                        .with(workers == null ? ExploreRequest.ALL_CORES : workers);
        boolean deepening =
                level == null
                        && strategy == Kind.DFS
                        && wanted.subject() instanceof Subject.OfClass;
        ExplorationResult result =
                deepening
                        ? explore(wanted, Deepening::explore)
                        : explore(level == null ? wanted : wanted.at(level), Explorer::explore);
        ExploreRequest request = wanted.at(result.level());
        boolean interrupted = Thread.interrupted();
        UnaryOperator<String> replayLine = schedule -> what.replayLine(cli.name(), schedule);
        if (json.json) {
            Documents.print(cli.out(), ExploreDocument.of(result));
        } else {
            new ExploreView(cli.screen().width(), cli.screen()::paint, replayLine, full)
                    .lines(result)
                    .forEach(cli.out()::println);
        }
        int found = code(result, interrupted);
        int code =
                saved.isEmpty()
                        ? found
                        : SaveOption.write(cli, saved.get(), recording(request, result), found);
        return page.isEmpty()
                ? code
                : HtmlOption.write(
                        cli,
                        page.get(),
                        () -> new PageMaker(request.subject(), replayLine).of(request, result),
                        code);
    }

    private static Optional<Recording> recording(ExploreRequest request, ExplorationResult result) {
        return result.failure()
                .filter(failure -> !failure.schedule().isEmpty())
                .map(failure -> Recording.of(request.subject(), failure));
    }

    private void mustGoWith(Kind only, String option) {
        if (strategy != only
                && given().stream().anyMatch(each -> each.longestName().equals(option))) {
            throw new Usage(option + " is for --strategy " + only.name().toLowerCase(Locale.ROOT));
        }
    }

    private List<OptionSpec> given() {
        return spec == null ? List.of() : spec.commandLine().getParseResult().matchedOptions();
    }

    private Environment environment(Environment usual) {
        return new Environment(
                spurious == null ? usual.spurious() : spurious, time == null ? usual.time() : time);
    }

    private static int code(ExplorationResult result, boolean interrupted) {
        return switch (result.stop()) {
            case FAILED -> ExitCode.of(result.failure().map(Failure::kind));
            case CANCELLED -> ExitCode.INTERRUPTED;
            case EXHAUSTED, BOUNDED ->
                    interrupted
                            ? ExitCode.INTERRUPTED
                            : ExitCode.of(result.failure().map(Failure::kind));
        };
    }

    /** A way to explore. */
    private interface Search {
        ExplorationResult explore(
                ExploreRequest request, Progress progress, BooleanSupplier cancelled);
    }

    private ExplorationResult explore(ExploreRequest request, Search search) {
        Screen screen = cli.errScreen();
        if (!screen.redraws()) {
            return search.explore(request, (count, steps) -> {}, () -> false);
        }
        ExplorationResult result = search.explore(request, this::progress, () -> false);
        cli.err().print("\r\033[K");
        cli.err().flush();
        return result;
    }

    private void progress(long executions, long steps) {
        String text = String.format(Locale.ROOT, "%,d executions, %,d steps", executions, steps);
        cli.err().print("\r\033[K" + text);
        cli.err().flush();
    }

    /** Reads the name of an enum constant in lower case. */
    private static <E extends Enum<E>> E read(String what, String text, E[] constants) {
        return Arrays.stream(constants)
                .filter(c -> Wording.word(c).equals(text))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> names = Arrays.stream(constants).map(Wording::word).toList();
                    return new TypeConversionException(Suggestions.unknown(what, text, names));
                });
    }

    /** Reads a number of things, none included. */
    static final class CountConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                int count = Integer.parseInt(text);
                if (count >= 0) {
                    return count;
                }
            } catch (NumberFormatException e) {
                // Said below, together with what is below 0.
            }
            throw new TypeConversionException("'" + text + "' is not a whole number from 0");
        }
    }

    static final class KindConverter implements ITypeConverter<Kind> {
        @Override
        public Kind convert(String text) {
            return read("strategy", text, Kind.values());
        }
    }

    static final class TimeConverter implements ITypeConverter<Time> {
        @Override
        public Time convert(String text) {
            return read("time", text, Time.values());
        }
    }

    static final class LevelConverter implements ITypeConverter<Level> {
        @Override
        public Level convert(String text) {
            return read("level", text, Level.values());
        }
    }
}
