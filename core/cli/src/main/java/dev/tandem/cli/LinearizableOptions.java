// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.Documents;
import dev.tandem.cli.json.LinearizableDocument;
import dev.tandem.explore.Failure;
import dev.tandem.explore.linearizable.Linearizability;
import dev.tandem.explore.linearizable.Report;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.os.Image;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The options of {@code explore} that ask whether a class is linearizable. */
final class LinearizableOptions {

    @Option(
            names = "--linearizable",
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

    /** What else may be said with the question. */
    private static final Set<String> BESIDE =
            Set.of("--linearizable", "--model", "--class-path", "--seed", "--json");

    /**
     * Whether the question is asked.
     *
     * @param given every option of the command that was given
     * @throws TandemException.Usage when only a part of it is, or something that it does not take
     */
    boolean areAsked(ExploreOptions what, List<OptionSpec> given) {
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
                        .filter(name -> asked && !BESIDE.contains(name))
                        .findFirst();
        if (useless.isPresent()) {
            throw new TandemException.Usage(
                    "--linearizable explores scenarios of its own, to which "
                            + useless.get()
                            + " does not apply; it takes --class-path, --model, --seed and --json");
        }
        return asked;
    }

    /**
     * Answers it.
     *
     * @return the exit code
     */
    int answer(Cli cli, ExploreOptions what, boolean json) {
        if (Image.RUNS) {
            throw new TandemException.Missing(
                    "a native executable cannot rewrite classes of your own as it loads them",
                    "use --linearizable with the JVM distribution, or with ./tandem");
        }
        ClassLoader loader = what.loader();
        Class<?> type = find(what.id, loader);
        Linearizability usual =
                Linearizability.of(type, model == null ? type : find(model, loader));
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
            report.lines().forEach(cli.out()::println);
        }
        return Thread.interrupted()
                ? ExitCode.INTERRUPTED
                : ExitCode.of(
                        report.counterexample()
                                .flatMap(found -> found.result().failure())
                                .map(Failure::kind));
    }

    private static Class<?> find(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new TandemException.Usage(
                    "there is no class "
                            + name
                            + " on the class path that can be loaded; write its full name, such as com.acme.Stack");
        }
    }
}
