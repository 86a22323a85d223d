// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult;
import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.ExploreRequest;
import dev.tandem.explore.Explorer;
import dev.tandem.explore.Subject;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.spi.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many executions it takes to see all interleavings. More of them than necessary are no error,
 * and nothing else would tell that a step is taken to depend on another which it does not.
 */
class SearchSizeTest {

    private static final long SEED = 42;

    private final Catalogue catalogue = Catalogue.discover(List.of());

    @ParameterizedTest
    @CsvSource({
        "sync.barrier,      1479",
        "sync.condition,    1020",
        "sync.latch,        121",
        "sync.philosophers, 46",
        "sync.race,         60"
    })
    void isNoLargerThanItWas(String id, long executions) {
        Workload workload = catalogue.findWorkload(id).orElseThrow();
        String variant = workload.spec().defaultVariant().id();
        ExplorationResult result =
                Explorer.explore(
                        ExploreRequest.of(Subject.OfWorkload.of(workload, variant, Map.of(), SEED)),
                        (made, steps) -> {},
                        () -> false);

        assertThat(result.stop()).isEqualTo(Stop.EXHAUSTED);
        assertThat(result.executions()).isLessThanOrEqualTo(executions);
    }
}
