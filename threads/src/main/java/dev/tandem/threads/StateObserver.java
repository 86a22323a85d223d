// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import dev.tandem.spi.RunContext;
import dev.tandem.threads.Life.Stage;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Looks at a thread from outside and keeps what it has seen. Used by one thread, which is not the
 * observed one.
 */
final class StateObserver {

    private static final Duration WATCHABLE = Duration.ofSeconds(1);

    private final RunContext context;
    private final Duration patience;
    private final Thread thread;
    private final Life life;
    private final Map<Stage, Thread.State> seen = new EnumMap<>(Stage.class);
    private boolean sawAll = true;

    /**
     * @param patience how long it looks for one state
     */
    StateObserver(RunContext context, Duration patience, Thread thread, Life life) {
        this.context = context;
        this.patience = patience;
        this.thread = thread;
        this.life = life;
    }

    /**
     * Looks until the thread is in the state that belongs to the stage, or the patience is at its
     * end.
     */
    void lookFor(Stage stage) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
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
            sawAll = false;
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

    /** Whether the thread was seen in the right state at every stage. */
    boolean sawAll() {
        return sawAll;
    }

    /** The state in which the thread was last seen at each stage, in the order of its life. */
    Map<Stage, Thread.State> seen() {
        return Collections.unmodifiableMap(seen);
    }
}
