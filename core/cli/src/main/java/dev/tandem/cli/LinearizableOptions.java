// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.Documents;
import dev.tandem.cli.json.LinearizableDocument;
import dev.tandem.cli.json.ReplayedScenarioDocument;
import dev.tandem.explore.Failure;
import dev.tandem.explore.Recording;
import dev.tandem.explore.linearizable.Counterexample;
import dev.tandem.explore.linearizable.Linearizability;
import dev.tandem.explore.linearizable.ReplayedScenario;
import dev.tandem.explore.linearizable.Report;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.os.Image;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * The options that ask whether a class is linearizable, and how a schedule shows that it is not.
 */
final class LinearizableOptions {

    private static final String ASKED = "--linearizable";

    @Option(
            names = ASKED,
            description =
                    "With --class-path: call the methods of the class from several threads, and say whether"
                            + " they come to what they could come to one after the other.")
    private boolean asked;

    @Option(
            names = "--model",
            paramLabel = "CLASS",
            description =
                    "With --linearizable: the class that says what they could come to. Default: the same class.")
    private @Nullable String model;

    /** What else may be said when the question is asked. */
    static final List<String> BESIDE_THE_QUESTION =
            List.of("--class-path", "--model", "--seed", "--save", "--json");

    /** What else may be said when a schedule of an answer is followed. */
    static final List<String> BESIDE_A_SCHEDULE =
            List.of("--class-path", "--model", "--scenario", "--schedule", "--json");

    /**
     * Whether it is about a class that threads share.
     *
     * @param given every option of the command that was given
     * @param beside those that it takes
     * @throws TandemException.Usage when only a part of it is said, or something that it does not
     *     take
     */
    boolean areAsked(ExploreOptions what, List<OptionSpec> given, List<String> beside) {
        if (model != null && !asked) {
            throw new TandemException.Usage("--model goes with --linearizable");
        }
        if (asked && what.classPath == null) {
            throw new TandemException.Usage(
                    "--linearizable asks about a class of your own; say where it is with --class-path");
        }
        Optional<String> useless =
                given.stream()
                        .map(OptionSpec::longestName)
                        .filter(name -> asked && !name.equals(ASKED) && !beside.contains(name))
                        .findFirst();
        if (useless.isPresent()) {
            throw new TandemException.Usage(
                    "--linearizable explores scenarios of its own, to which "
                            + useless.get()
                            + " does not apply; it takes "
                            + String.join(", ", beside.subList(0, beside.size() - 1))
                            + " and "
                            + beside.getLast());
        }
        if (asked && Image.RUNS) {
            throw new TandemException.Missing(
                    "a native executable cannot rewrite classes of your own as it loads them",
                    "use --linearizable with the JVM distribution, or with ./tandem");
        }
        return asked;
    }

    /**
     * Answers the question.
     *
     * @param saved where the schedule of what goes wrong is saved
     * @return the exit code
     */
    int answer(Cli cli, ExploreOptions what, boolean json, Optional<Path> saved) {
        Linearizability usual = usual(what);
        Report report =
                new Linearizability(
                                usual.type(),
                                usual.model(),
                                usual.scenarios(),
                                usual.executions(),
                                what.seed)
                        .explore(() -> false);
        if (json) {
            Documents.print(cli.out(), LinearizableDocument.of(report));
        } else {
            report.lines((scenario, schedule) -> replayLine(cli, what, scenario, schedule))
                    .forEach(cli.out()::println);
        }
        int code =
                Thread.interrupted()
                        ? ExitCode.INTERRUPTED
                        : ExitCode.of(
                                report.counterexample()
                                        .flatMap(found -> found.result().failure())
                                        .map(Failure::kind));
        return saved.isEmpty()
                ? code
                : SaveOption.write(
                        cli,
                        saved.get(),
                        report.counterexample().flatMap(Counterexample::recording),
                        code);
    }

    private String replayLine(Cli cli, ExploreOptions what, String scenario, String schedule) {
        List<String> words = new ArrayList<>(List.of("replay"));
        if (what.classPath != null) {
            words.addAll(List.of("--class-path", what.classPath));
        }
        words.addAll(List.of(ASKED, what.id));
        if (model != null) {
            words.addAll(List.of("--model", model));
        }
        words.addAll(List.of("--scenario", scenario, "--schedule", schedule));
        return words.stream()
                .map(ExploreOptions::quoted)
                .collect(Collectors.joining(" ", cli.name() + " ", ""));
    }

    /**
     * Follows a schedule of an answer.
     *
     * @return the exit code
     */
    int replay(Cli cli, ExploreOptions what, boolean json, String scenario, String schedule) {
        Linearizability question = usual(what);
        ReplayedScenario replayed = question.replay(scenario, schedule);
        if (json) {
            Documents.print(
                    cli.out(),
                    ReplayedScenarioDocument.of(
                            question, scenario, Recording.parse(schedule).schedule(), replayed));
        } else {
            replayed.lines().forEach(cli.out()::println);
        }
        return ExitCode.of(replayed.execution().kind());
    }

    private Linearizability usual(ExploreOptions what) {
        ClassLoader loader = what.loader();
        Class<?> type = find(what.id, loader);
        return Linearizability.of(type, model == null ? type : find(model, loader));
    }

    private static Class<?> find(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new TandemException.Usage(
                    "there is no class '"
                            + name
                            + "' on the class path that can be loaded; write its full name, such as com.acme.Stack");
        }
    }
}
