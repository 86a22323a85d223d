// SPDX-License-Identifier: Apache-2.0
package dev.tandem.benchmarks;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.compare.SequentialModel;
import dev.tandem.spi.Job;
import dev.tandem.spi.Parameters;
import java.util.List;
import java.util.Map;

/** The job {@code threads.primes} at a size of about a second. */
final class Primes {

    static final long SEED = 42;

    final Catalogue catalogue = Catalogue.discover(List.of(new SequentialModel()));
    final Job<?> job = catalogue.job("threads.primes");
    final Parameters parameters =
            Parameters.of(job.spec().parameters(), Map.of("numbers", "500000"));
}
