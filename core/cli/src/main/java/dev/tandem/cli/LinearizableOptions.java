// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.Documents;
import dev.tandem.cli.json.LinearizableDocument;
import dev.tandem.explore.Failure;
import dev.tandem.explore.linearizable.Linearizability;
import dev.tandem.explore.linearizable.Report;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.os.Image;
import org.jspecify.annotations.Nullable;
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

    /**
     * Whether the question is asked.
     *
     * @throws TandemException.Usage when only a part of it is
     */
    boolean areAsked(ExploreOptions what) {
        if (model != null && !asked) {
            throw new TandemException.Usage("--model goes with --linearizable");
        }
        if (asked && what.classPath == null) {
            throw new TandemException.Usage(
                    "--linearizable asks about a class of your own; say where it is with --class-path");
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
