// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import dev.tandem.explore.world.Trace;
import java.lang.ref.Cleaner;

/** What cleans up once, whoever asks for it first. */
final class Cleaning implements Cleaner.Cleanable {

    private final Runnable action;
    private boolean cleaned;

    Cleaning(Runnable action) {
        this.action = action;
        Gate.WORLD.ledger().created(this);
    }

    @Override
    public void clean() {
        Gate.point();
        Gate.WORLD.ledger().touch(this, Trace.FOREIGN | Trace.SYNCHRONISING, true);
        if (!cleaned) {
            cleaned = true;
            action.run();
        }
    }
}
