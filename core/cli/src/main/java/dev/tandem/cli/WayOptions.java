// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.compare.SequentialModel;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.TandemException.Usage;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a job or a workload is run: under which model, or in which variant. */
final class WayOptions {

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description =
                    "Of a job: the model it runs under. Default: sequential, the job's own code and nothing else.")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--variant",
            paramLabel = "V",
            description = "Of a workload: how it is written. Default: the first without a flaw.")
    private Optional<String> variant = Optional.empty();

    /**
     * That of a job.
     *
     * @throws Usage when a variant is given, or there is no such model
     */
    ExecutionModel model(String job, Catalogue catalogue) {
        if (variant.isPresent()) {
            throw new Usage(job + " is a job, which has models and no variants");
        }
        return catalogue.model(model.orElse(SequentialModel.ID));
    }

    /**
     * That of a workload.
     *
     * @throws Usage when a model is given
     */
    Optional<String> variant(String workload) {
        if (model.isPresent()) {
            throw new Usage(workload + " is a workload, which has variants and no models");
        }
        return variant;
    }

    boolean areGiven() {
        return model.isPresent() || variant.isPresent();
    }
}
