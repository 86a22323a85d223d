// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import dev.tandem.explore.world.Task.Wait;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The class initialisers of a world: who runs them, and whose must run in every execution. */
public final class Initialisers {

    /** What the name of a class ends with that has the state of an interface. */
    public static final String OF_INTERFACE = "$tandemState";

    private final World world;
    private final Scheduler scheduler;
    private final Ledger ledger;
    private final IdentityHashMap<Class<?>, Initialiser> initialisers = new IdentityHashMap<>();

    /** What makes each class with state start afresh. */
    private final Map<Class<?>, Runnable> resets = new LinkedHashMap<>();

    /** The classes that have been initialised while the JVM ran an initialiser. */
    private final List<Class<?>> early = new ArrayList<>();

    /** What runs within what the JVM runs, the innermost first. */
    private final Deque<Running> running = new ArrayDeque<>();

    private final Running explorer = new Running("");

    private int accesses;
    private int met;

    /** An initialiser, with how many objects it has created. */
    private static final class Running {
        private final String name;
        private int objects;

        Running(String name) {
            this.name = name;
        }
    }

    Initialisers(World world) {
        this.world = world;
        this.scheduler = world.scheduler();
        this.ledger = world.ledger();
    }

    /** Goes on with the classes of a world before, which are initialised, some with state. */
    void succeed(Initialisers before) {
        initialisers.putAll(before.initialisers);
        resets.putAll(before.resets);
        explorer.objects = before.explorer.objects;
    }

    /** An execution begins. */
    void begin() {
        resets.values().forEach(Runnable::run);
    }

    /** Registers what makes the static state of a class start afresh in the next execution. */
    public void onBegin(Class<?> type, Runnable reset) {
        resets.put(type, reset);
    }

    /**
     * The JVM runs an initialiser, once and for all executions: it is not interrupted.
     *
     * @param name of the class
     */
    public void beginAtomic(String name) {
        if (!scheduler.isAtomic()) {
            running.clear();
            accesses = world.trace().accesses();
            met = ledger.ids().met();
        }
        running.push(new Running(name));
        scheduler.beginAtomic();
    }

    /**
     * The end of that. Neither what it has accessed nor what it has needed on its way belongs to
     * this execution: others in which the class is initialised already are to be like this one.
     */
    public void endAtomic() {
        scheduler.endAtomic();
        running.poll();
        if (!scheduler.isAtomic()) {
            world.trace().forgetAccesses(accesses);
            ledger.ids().metOnly(met);
            early.forEach(type -> resets.getOrDefault(type, () -> {}).run());
            early.clear();
        }
    }

    /** A name for an object that no execution has created, the same in every world. */
    String nextObject() {
        Running innermost = running.isEmpty() ? explorer : running.peek();
        return innermost.name + " " + ++innermost.objects;
    }

    /**
     * Begins to initialise a class; waits while another thread does.
     *
     * @param choice whether another thread may be chosen before, even though none does
     */
    public void enter(Class<?> type, boolean choice) {
        if (scheduler.isAtomic()) {
            early.add(type);
            running.push(new Running(type.getName() + " again"));
            return;
        }
        Initialiser initialiser = initialiser(type);
        Monitors.Monitor monitor = world.monitors().of(initialiser);
        Task me = scheduler.current();
        if (monitor.owner == me) {
            monitor.count++;
            return;
        }
        if (choice || monitor.owner != null) {
            ledger.log(ledger.identify(initialiser), Ledger.MONITOR, false);
            me.asks = initialiser;
            scheduler.acquirePoint(me, Wait.MONITOR, initialiser, monitor.owner == null);
            me.asks = null;
        }
        world.monitors().own(initialiser, monitor, me, 1);
    }

    public void exit(Class<?> type) {
        if (scheduler.isAtomic()) {
            running.poll();
            return;
        }
        world.monitors().exit(initialiser(type));
    }

    private Initialiser initialiser(Class<?> type) {
        return initialisers.computeIfAbsent(type, Initialiser::new);
    }
}
