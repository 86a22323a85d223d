package dev.tandem.threads;

import dev.tandem.spi.evidence.Sketch;
import dev.tandem.threads.Life.Stage;
import java.util.Map;
import java.util.stream.Stream;

/** The states of a thread and the ways from one to the other. */
final class FlowChart {

    private static final String CHART =
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
            """;

    private FlowChart() {}

    /** Draws it with the state that the thread was in at each stage. */
    static Sketch of(Map<Stage, Thread.State> seen) {
        Object[] places =
                Stream.of(
                                Stage.RUNNING,
                                Stage.NEW,
                                Stage.STARTED,
                                Stage.SLEEPING,
                                Stage.WAITING,
                                Stage.TIMED_WAITING,
                                Stage.DEAD,
                                Stage.BLOCKED)
                        .map(stage -> stage.title + " (" + seen.get(stage) + ")")
                        .toArray();
        return new Sketch(CHART.formatted(places));
    }
}
