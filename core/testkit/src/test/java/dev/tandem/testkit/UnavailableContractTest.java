// SPDX-License-Identifier: Apache-2.0
package dev.tandem.testkit;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.spi.Availability;
import dev.tandem.spi.Chapter;
import dev.tandem.spi.Label;
import dev.tandem.spi.Need;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.List;

/** The contract suite on a chapter that no machine can run: it keeps the contract too. */
class UnavailableContractTest extends ChapterContract {

    UnavailableContractTest() {
        super(Catalogue.of(List.of(new Moon()), List.of()));
    }

    private static final class Moon implements Chapter {
        @Override
        public String id() {
            return "moon";
        }

        @Override
        public String title() {
            return "The moon";
        }

        @Override
        public int order() {
            return 1;
        }

        @Override
        public List<Workload> workloads() {
            return List.of(new Landing());
        }
    }

    private static final class Landing implements Workload {
        private static final Need MOON =
                new Need(
                        "a moon",
                        () -> Availability.unavailable("there is no moon", "wait for it"));

        @Override
        public WorkloadSpec spec() {
            return WorkloadSpec.of("moon.landing", "Lands on the moon", "None.")
                    .with(Label.acceptable("landed", "it has landed"))
                    .needs(MOON)
                    .build();
        }

        @Override
        public Outcome run(RunContext context) {
            throw new AssertionError("what the machine lacks is known before a run");
        }
    }
}
