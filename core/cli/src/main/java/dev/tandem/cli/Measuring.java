// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.text.ProgressBar;
import dev.tandem.lab.compare.Comparison;
import dev.tandem.lab.compare.ComparisonReport;
import dev.tandem.lab.compare.ComparisonRequest;
import dev.tandem.lab.compare.ComparisonWatcher;
import dev.tandem.lab.compare.ModelReport;
import dev.tandem.lab.compare.ModelReport.Standing;
import dev.tandem.lab.run.ProcessScope;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.WorkerRequest.Launch;
import java.util.List;

/** Measures for a command, which a terminal sees the progress of. */
final class Measuring {

    private Measuring() {}

    static ComparisonReport of(Cli cli, ComparisonRequest request, Launch launch) throws Exception {
        ProcessScope scope = cli.processes().apply(launch).open(event -> {});
        List<String> left;
        ComparisonReport report;
        try {
            var comparison = new Comparison(worker -> scope.workers().start(worker));
            if (cli.errScreen().redraws()) {
                try (var bar = new ProgressBar(cli.err(), cli.errScreen())) {
                    report = comparison.run(request, bar);
                }
            } else {
                report = comparison.run(request, ComparisonWatcher.NONE);
            }
        } finally {
            left = scope.end();
        }
        cli.leftBehind(left);
        return report;
    }

    /**
     * The exit code.
     *
     * @param picky whether the user has named the models, and would not be served by the baseline
     *     alone
     */
    static int code(ComparisonReport report, boolean picky) {
        switch (report.stop()) {
            case CANCELLED -> {
                return ExitCode.INTERRUPTED;
            }
            case TIMED_OUT -> {
                return ExitCode.TIMEOUT;
            }
            case COMPLETED -> {}
        }
        List<Standing> standings = report.models().stream().map(ModelReport::standing).toList();
        if (standings.stream()
                .anyMatch(
                        s -> s instanceof Standing.Failed f && f.error() instanceof WorkerFailed)) {
            return ExitCode.WORKER_FAILED;
        }
        if (!report.isVerified()) {
            return ExitCode.UNEXPECTED;
        }
        // The baseline is always there, unless it only checks.
        int asked = report.request().alone() ? 0 : 1;
        boolean nothingElse =
                standings.size() > asked
                        && standings.stream()
                                .skip(asked)
                                .allMatch(s -> s instanceof Standing.Missing);
        return picky && nothingElse ? ExitCode.MISSING : ExitCode.OK;
    }
}
