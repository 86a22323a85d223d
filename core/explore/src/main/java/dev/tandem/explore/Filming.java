// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.Camera.View;
import dev.tandem.explore.Film.Shot;
import dev.tandem.explore.world.Trace;
import java.util.List;

/** Makes films of one program from its schedules. */
final class Filming {

    private final Replayer replayer;
    private final Harness harness;
    private final int most;

    /**
     * @param most how many shots a film can have
     */
    Filming(Replayer replayer, int most) {
        this.replayer = replayer;
        this.harness = replayer.harness();
        this.most = most;
    }

    /**
     * @throws dev.tandem.spi.TandemException.Usage when the program diverges from the schedule
     */
    Film film(Recording recording) {
        Schedule schedule = Schedule.parse(recording.schedule());
        // What is worth a shot is known only when the steps are.
        Excerpt excerpt = Excerpt.of(replayer.follow(recording).steps(), most);
        Camera camera = new Camera(schedule, excerpt, harness::snapshot);
        Replayed execution = replayer.follow(recording, camera, camera.replay());
        Trace trace = harness.trace();
        List<ThreadStatus> end = harness.threads(harness.snapshot(0));
        List<Shot> shots =
                camera.views().stream()
                        .filter(view -> view.step() < trace.steps())
                        .map(view -> shot(view, trace, execution))
                        .toList();
        return new Film(schedule.toString(), schedule.level(), execution, excerpt, shots, end);
    }

    private Shot shot(View view, Trace trace, Replayed execution) {
        return new Shot(
                view.step(),
                trace.task(view.step()),
                execution.steps().get(view.step()),
                harness.events(view.step()),
                harness.threads(view.snapshot()));
    }
}
