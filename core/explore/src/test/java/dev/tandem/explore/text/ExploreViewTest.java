// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExploreRequest;
import dev.tandem.explore.Explorer;
import dev.tandem.explore.Subject;
import dev.tandem.explore.samples.Helpers;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExploreViewTest {

    private static String report(String program, Level level, boolean full) {
        var subject = new Subject.OfClass(Helpers.class.getName(), program, Helpers.class.getClassLoader());
        var result = Explorer.explore(ExploreRequest.of(subject).at(level), (executions, steps) -> {}, () -> false);
        List<String> lines = new ExploreView(80, Ink.PLAIN, schedule -> "", full).lines(result);
        return String.join("\n", lines);
    }

    @Test
    void shows() {
        for (String p : List.of("helper", "oneOfTwo", "elementOfAField", "elementOfALocal", "elementOfAnArray", "library"))
            System.out.println("=== " + p + "\n" + report(p, Level.MEMORY, false));
        System.out.println("=== deadlock\n" + report("deadlock", Level.SYNC, false));
        System.out.println("=== queue\n" + report("queue", Level.VOLATILE, false));
        System.out.println("=== queue full\n" + report("queue", Level.VOLATILE, true));
        assertThat(true).isTrue();
    }
}
