// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.world.Origin;
import dev.tandem.explore.world.World;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Seeds;
import dev.tandem.spi.Workers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The context of a workload under exploration: no time, no files, no processes. */
final class ExploringContext implements RunContext {

    private final Subject.OfWorkload subject;
    private final World world;
    private final List<Told> events = new ArrayList<>();
    private boolean listening;

    ExploringContext(Subject.OfWorkload subject, World world) {
        this.subject = subject;
        this.world = world;
    }

    private record Told(int step, String text) {}

    /** Keeps what the threads tell from now on, instead of dropping it. */
    void listen() {
        listening = true;
        events.clear();
    }

    List<String> events() {
        return events.stream().map(Told::text).toList();
    }

    /** What was told in one step. */
    List<String> events(int step) {
        return events.stream().filter(told -> told.step() == step).map(Told::text).toList();
    }

    @Override
    public Parameters parameters() {
        return subject.parameters();
    }

    @Override
    public String variant() {
        return subject.variant();
    }

    @Override
    public long seed() {
        return subject.seed();
    }

    @Override
    public RandomGenerator random(int stream) {
        RandomGenerator random = Seeds.stream(subject.seed(), stream);
        // Else it would be told from others by when it is first used.
        world.ledger().created(random);
        return random;
    }

    /** A pause only makes a run watchable; nobody watches. */
    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (world.threads().interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public Path scratch() {
        throw world.uncontrolled(
                "the workload asks for a folder; the explorer does not control files");
    }

    @Override
    public void event(String text) {
        if (listening) {
            String told = world.scheduler().current().name() + ": " + Origin.whole(text);
            events.add(new Told(world.trace().steps() - 1, told));
        }
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public Workers workers() {
        throw world.uncontrolled(
                "the workload asks for worker processes, which the explorer does not control");
    }
}
