// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;
import org.jspecify.annotations.Nullable;

/**
 * A continuation that runs one task after the other, so that its stack need not be made anew for
 * each.
 */
final class Fiber extends Continuation {

    private static final ContinuationScope SCOPE = new ContinuationScope("tandem");

    private final Body body;
    boolean idle = true;

    private static final class Body implements Runnable {
        private final World world;
        private @Nullable Fiber fiber;
        private @Nullable Task task;

        Body(World world) {
            this.world = world;
        }

        @Override
        public void run() {
            Fiber self = fiber;
            if (self == null) {
                throw new AssertionError("a fiber runs itself");
            }
            while (true) {
                Task now = task;
                if (now != null) {
                    world.runBody(now);
                }
                self.idle = true;
                Continuation.yield(SCOPE);
            }
        }
    }

    private Fiber(Body body) {
        super(SCOPE, body);
        this.body = body;
    }

    static Fiber of(World world) {
        Body body = new Body(world);
        Fiber fiber = new Fiber(body);
        body.fiber = fiber;
        return fiber;
    }

    /** Gives an idle fiber something to run. */
    void take(Task task) {
        body.task = task;
        idle = false;
    }

    /** Gives control back to the carrier until the task is chosen again. */
    static void suspend() {
        Continuation.yield(SCOPE);
    }

    @Override
    protected void onPinned(Continuation.Pinned reason) {
        throw body.world.uncontrolled(
                "a thread would have to wait inside "
                        + (reason == Pinned.MONITOR
                                ? "a monitor of a JDK class"
                                : "a native method or a class initialiser")
                        + " that the explorer does not control");
    }
}
