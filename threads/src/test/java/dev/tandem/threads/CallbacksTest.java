// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class CallbacksTest {

    @Test
    void anExecutorThatIsNamedRunsEveryCallback() {
        Observed seen = Runs.of(new Callbacks()).variant("fixed").observe();

        assertThat(seen.label()).isEqualTo("elsewhere");
        assertThat(((Map<?, ?>) seen.evidence().get("callbacksOf")).keySet())
                .allSatisfy(thread -> assertThat(thread.toString()).startsWith("callback-"));
    }

    @Test
    void withoutOneTheThreadThatRegistersRunsSome() {
        Observed seen =
                Awaitility.await()
                        .until(
                                () -> Runs.of(new Callbacks()).variant("broken").observe(),
                                run -> run.label().equals("held-up"));

        assertThat((int) seen.evidence().get("inTheRegisteringThread")).isPositive();
    }
}
