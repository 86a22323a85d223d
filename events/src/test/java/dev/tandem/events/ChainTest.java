// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainTest {

    @Test
    void aPromiseThatIsReturnedIsWaitedFor() {
        Observed seen = Runs.of(new Chain()).variant("fixed").observe();

        assertThat(seen.label()).isEqualTo("stored");
        assertThat(seen.evidence())
                .containsEntry("stored", List.of(1, 2, 3))
                .containsEntry("doneButNotStored", List.of());
    }

    @Test
    void aPromiseThatIsForgottenIsNot() {
        Observed seen = Runs.of(new Chain()).variant("broken").with("orders", 2).observe();

        assertThat(seen.label()).isEqualTo("forgotten");
        assertThat(seen.evidence()).containsEntry("doneButNotStored", List.of(1, 2));
    }
}
