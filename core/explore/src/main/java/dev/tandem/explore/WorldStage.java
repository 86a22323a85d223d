// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.rewriting.Places;
import dev.tandem.explore.rewriting.Places.Place;
import dev.tandem.explore.world.World;
import java.time.Duration;

/** The stage that is a world. */
final class WorldStage implements Stage {

    /** The clock moves on when nobody can go on; nothing else may take longer. */
    private static final long VERY_LONG = Duration.ofDays(36_500).toNanos();

    private final World world;
    private final Places places;

    WorldStage(World world, Places places) {
        this.world = world;
        this.places = places;
    }

    @Override
    public void start(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        world.threads().start(thread);
    }

    @Override
    public boolean canGoOn(Thread thread) {
        return world.threads().canGoOn(thread);
    }

    @Override
    public Thread current() {
        return world.scheduler().current().thread();
    }

    @Override
    public void about(String operation) {
        world.scheduler().at(places.number(new Place("", "", "", 0, operation), 0));
        world.scheduler().point();
    }

    @Override
    public void calls() {
        world.ledger().called();
    }

    @Override
    public void returns() {
        world.ledger().returned();
    }

    @Override
    public void awaitQuiescence() {
        try {
            world.threads().sleep(VERY_LONG);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
