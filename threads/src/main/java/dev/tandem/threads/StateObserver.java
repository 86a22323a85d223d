package dev.tandem.threads;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.threads.Life.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at a thread from outside and keeps what it has seen. Used by one thread, which is not the
 * observed one.
 */
final class StateObserver {

    private static final Duration WATCHABLE = Duration.ofSeconds(1);

    private final RunContext context;
    private final Thread thread;
    private final Life life;
    private final Map<Stage, Thread.State> seen = new EnumMap<>(Stage.class);
    private final List<Stage> missed = new ArrayList<>();

    StateObserver(RunContext context, Thread thread, Life life) {
        this.context = context;
        this.thread = thread;
        this.life = life;
    }

    /**
     * Looks until the thread is in the state that belongs to the stage, or the patience is at its
     * end.
     */
    void lookFor(Stage stage) throws InterruptedException {
        long end = System.nanoTime() + context.get(States.PATIENCE).toNanos();
        long progress = life.progress.get();
        boolean arrived = isDoing(stage, progress);
        // What the thread does comes first and its state second: it stays in a stage until it is
        // let go.
        Thread.State state = thread.getState();
        while (!(arrived && state == stage.state) && System.nanoTime() < end) {
            Thread.sleep(1);
            arrived = isDoing(stage, progress);
            state = thread.getState();
        }
        seen.put(stage, state);
        if (arrived && state == stage.state) {
            context.event("sees that the subject is " + stage.title + ": " + state);
        } else {
            missed.add(stage);
            context.event("has not seen the subject " + stage.title + ": it is " + state);
        }
        context.pause(WATCHABLE);
    }

    private boolean isDoing(Stage stage, long progressBefore) {
        return switch (stage) {
            // Just started, it may wait for its turn or have it already: both are RUNNABLE.
            case STARTED -> true;
            // That it has moved on since is the only sign by which running can be told from being
            // able to.
            case RUNNING -> life.progress.get() > progressBefore;
            default -> life.stage == stage;
        };
    }

    Outcome conclude() {
        drawChart();
        Outcome.Observed observed =
                Outcome.observed(missed.isEmpty() ? "every-state" : "state-not-seen");
        for (Map.Entry<Stage, Thread.State> entry : seen.entrySet()) {
            observed = observed.with(entry.getKey().key(), entry.getValue().toString());
        }
        return observed;
    }

    private void drawChart() {
        String chart =
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
                                text(Stage.BLOCKED));
        chart.lines().forEach(context::event);
    }

    private String text(Stage stage) {
        return stage.title + " (" + seen.get(stage) + ")";
    }
}
