// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import dev.tandem.spi.evidence.Sketch;
import dev.tandem.threads.Life.Stage;
import java.util.Map;

/**
 * The states of a thread and the ways from one to the other.
 *
 * @param seen the state that the thread was in at each stage
 */
record FlowChart(Map<Stage, Thread.State> seen) {

    Sketch draw() {
        return new Sketch(
                """
                                     %s
                                       |           ^
                          yield, turn over     chosen by the scheduler
                                       v           |
                %s --start--> %s <----> not running:
                                       |                        %s
                               the method ends                  %s
                                       v                        %s
                                     %-27s%s
                """
                        .formatted(
                                text(Stage.RUNNING),
                                text(Stage.NEW),
                                text(Stage.STARTED),
                                text(Stage.SLEEPING),
                                text(Stage.WAITING),
                                text(Stage.TIMED_WAITING),
                                text(Stage.DEAD),
                                text(Stage.BLOCKED)));
    }

    private String text(Stage stage) {
        return stage.title + " (" + seen.get(stage) + ")";
    }
}
