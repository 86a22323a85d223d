// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import dev.tandem.explore.world.Task.Wait;
import java.util.ArrayList;
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

    Initialisers(World world) {
        this.world = world;
        this.scheduler = world.scheduler();
        this.ledger = world.ledger();
    }

    /** Goes on with the classes of a world before, which are initialised, some with state. */
    void succeed(Initialisers before) {
        initialisers.putAll(before.initialisers);
        resets.putAll(before.resets);
    }

    /** An execution begins. */
    void begin() {
        resets.values().forEach(Runnable::run);
    }

    /** Registers what makes the static state of a class start afresh in the next execution. */
    public void onBegin(Class<?> type, Runnable reset) {
        resets.put(type, reset);
    }

    /** The JVM runs an initialiser, once and for all executions: it is not interrupted. */
    public void beginAtomic() {
        scheduler.beginAtomic();
    }

    /** The end of that. What it has needed on its way does not belong to this execution either. */
    public void endAtomic() {
        scheduler.endAtomic();
        if (!scheduler.isAtomic()) {
            early.forEach(type -> resets.getOrDefault(type, () -> {}).run());
            early.clear();
        }
    }

    /**
     * Begins to initialise a class; waits while another thread does.
     *
     * @param choice whether another thread may be chosen before, even though none does
     */
    public void enter(Class<?> type, boolean choice) {
        if (scheduler.isAtomic()) {
            early.add(type);
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
        world.monitors().exit(initialiser(type));
    }

    private Initialiser initialiser(Class<?> type) {
        return initialisers.computeIfAbsent(type, Initialiser::new);
    }
}
