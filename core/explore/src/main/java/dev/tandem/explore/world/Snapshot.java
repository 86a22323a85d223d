// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import dev.tandem.explore.world.Task.Wait;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How every thread stands between two steps of an execution. Taking one changes nothing; what it
 * says is asked for after the execution and before the next.
 */
public final class Snapshot {

    /**
     * A thread as it stood.
     *
     * @param site the place of what it does next, or is in the middle of; 0 when it has not begun
     * @param asks what it asks to own there, in words; empty when it asks for nothing
     * @param canGoOn whether it can take the next step
     * @param yielded whether it could, and lets others go first
     * @param timed whether the wait ends by itself
     * @param holds the locks and monitors that it holds
     * @param waitsFor what it waits for; empty when it does not wait
     * @param heldBy the thread that has what it waits for; empty when there is no such
     */
    public record ThreadSnapshot(
            String name,
            int site,
            String asks,
            boolean ended,
            boolean canGoOn,
            boolean yielded,
            boolean timed,
            List<String> holds,
            String waitsFor,
            String heldBy) {}

    /** What may have changed when the execution has ended. */
    private record Raw(
            Task task,
            int site,
            @Nullable Object asks,
            Wait how,
            boolean runnable,
            boolean timed,
            @Nullable Object on,
            @Nullable Task holder,
            List<Object> held) {}

    private final World world;
    private final WaitGraph graph;
    private final long enabled;
    private final List<Raw> tasks = new ArrayList<>();

    Snapshot(World world, long enabled) {
        this.world = world;
        this.graph = new WaitGraph(world);
        this.enabled = enabled;
        long begun = 0;
        for (int step = 0; step < world.trace().steps(); step++) {
            begun |= 1L << world.trace().task(step);
        }
        for (int i = 0; i < world.scheduler().taskCount; i++) {
            tasks.add(raw(world.scheduler().task(i), (begun >>> i & 1) != 0));
        }
    }

    private Raw raw(Task task, boolean begun) {
        return new Raw(
                task,
                // Until it begins, it has the place where it was started.
                begun ? task.site : 0,
                task.asks,
                task.wait,
                (world.scheduler().runnable & task.bit) != 0,
                task.isTimed(),
                task.waitsFor,
                graph.holder(task.wait, task.waitsFor),
                world.watch().taken().stream().filter(owned -> graph.owns(task, owned)).toList());
    }

    /** Every thread, in the order of their numbers. */
    public List<ThreadSnapshot> threads() {
        return tasks.stream().map(this::snapshot).toList();
    }

    private ThreadSnapshot snapshot(Raw raw) {
        boolean ended = raw.how == Wait.DONE;
        boolean canGoOn = (enabled & raw.task.bit) != 0;
        boolean waits = !raw.runnable && !ended;
        return new ThreadSnapshot(
                raw.task.name(),
                raw.site,
                world.watch().words(raw.asks),
                ended,
                canGoOn,
                raw.runnable && enabled != 0 && !canGoOn,
                raw.timed,
                // To label an object can number it, which the program might notice later on.
                raw.held.stream().map(world.ledger().ids()::label).toList(),
                waits ? graph.what(raw.how, raw.on, raw.site) : "",
                waits && raw.holder != null ? raw.holder.name() : "");
    }
}
