// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.Failure.StepRow;
import dev.tandem.explore.world.Frame;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScheduleTableTest {

    private static final List<Frame> WAY =
            List.of(
                    new Frame("com.acme.Diner", "take", "Diner.java", 83, false),
                    new Frame(
                            "com.acme.TableProtocol", "holdingBothForks", "Table.java", 63, false));

    private static StepRow step(String thread) {
        return new StepRow(thread, "Lock.lock", "", "Diner.java:83", "Diner.take", WAY, false);
    }

    @Test
    void noWordOfADetailIsBrokenThoughItsLaneIsNarrow() {
        List<StepRow> steps =
                Stream.of("one", "two", "three", "four").map(ScheduleTableTest::step).toList();

        List<String> lines = new ScheduleTable(100, StepGroup.of(steps)).lines();

        assertThat(lines)
                .filteredOn(line -> line.contains("TableProtocol.holdingBothForks"))
                .hasSize(4);
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }
}
