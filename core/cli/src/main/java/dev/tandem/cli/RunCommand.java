// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.Documents;
import dev.tandem.cli.json.RunDocument;
import dev.tandem.cli.text.Narrator;
import dev.tandem.lab.run.RunReport;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description = "Run a workload once: tell what happens, and grade what was observed.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private final Cli cli;

    @Parameters(paramLabel = "ID", description = "The workload, such as sync.philosophers.")
    private String id = "";

    @Option(
            names = "--variant",
            paramLabel = "V",
            description = "The way it is written. Default: the first without a flaw.")
    private @Nullable String variant;

    @Option(
            names = "--timeout",
            paramLabel = "D",
            converter = RunOptions.DurationConverter.class,
            description = "How long it may take, such as 500ms or 10s. Default: 1m.")
    private Duration timeout = RunRequest.DEFAULT_TIMEOUT;

    @Option(
            names = "--pace",
            paramLabel = "P",
            description =
                    "0 removes the pauses that only make it watchable, 1 is real time. Default: ${DEFAULT-VALUE}.")
    private double pace;

    @Mixin private RunOptions options = new RunOptions();

    @Mixin private JsonOption json = new JsonOption();

    RunCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        var workload = cli.catalogue().get().workload(id);
        RunRequest request =
                RunRequest.of(
                                workload,
                                Optional.ofNullable(variant),
                                options.parameters,
                                options.seed)
                        .within(timeout)
                        .at(pace);
        var runner = new Runner(cli.processes().apply(options.launch));
        RunReport report;
        if (json.json) {
            report = runner.run(request, event -> {});
            Documents.print(cli.out(), RunDocument.of(report));
        } else {
            var narrator = new Narrator(cli.out(), cli.screen());
            report = runner.run(request, narrator);
            narrator.conclude(report);
        }
        return ExitCode.of(report);
    }
}
