package dev.tandem.explore;

import dev.tandem.explore.Film.Shot;
import dev.tandem.explore.strategy.Replay;
import dev.tandem.explore.world.Moment;
import dev.tandem.explore.world.Strategy;
import dev.tandem.explore.world.Trace;
import java.util.ArrayList;
import java.util.List;

/** Follows schedules of one program and takes a shot of it before each step. */
final class Filming {

    private final Laboratory laboratory;
    private final int most;

    /**
     * @param most how many shots a film can have
     */
    Filming(Laboratory laboratory, int most) {
        this.laboratory = laboratory;
        this.most = most;
        laboratory.watch();
    }

    /**
     * @throws dev.tandem.spi.TandemException.Usage when the program diverges from the schedule
     */
    Film film(Schedule schedule) {
        // What is worth a shot is known only when the steps are.
        Excerpt excerpt = Excerpt.of(Explorer.follow(laboratory, schedule).steps(), most);
        Camera camera = new Camera(schedule, excerpt);
        Replayed execution = Explorer.follow(laboratory, camera, camera.replay);
        Trace trace = laboratory.trace();
        List<Seat> end = laboratory.seats(laboratory.moment(0));
        List<Shot> shots = new ArrayList<>();
        for (View view : camera.views) {
            if (view.step() < trace.steps()) {
                shots.add(
                        new Shot(
                                view.step(),
                                trace.task(view.step()),
                                execution.steps().get(view.step()),
                                laboratory.events(view.step()),
                                laboratory.seats(view.moment())));
            }
        }
        return new Film(
                schedule.toString(), schedule.level(), execution, excerpt, List.copyOf(shots), end);
    }

    private record View(int step, Moment moment) {}

    /** Looks before it goes on. */
    private final class Camera implements Strategy {

        private final Replay replay;
        private final Excerpt excerpt;
        private final List<View> views = new ArrayList<>();
        private int step;

        Camera(Schedule schedule, Excerpt excerpt) {
            this.replay = new Replay(schedule.tasks(), schedule.values());
            this.excerpt = excerpt;
        }

        @Override
        public int nextTask(long enabled, int current) {
            if (excerpt.shows(step)) {
                views.add(new View(step, laboratory.moment(enabled)));
            }
            step++;
            return replay.nextTask(enabled, current);
        }

        @Override
        public int nextInt(int bound) {
            return replay.nextInt(bound);
        }

        @Override
        public boolean executionDone(Trace trace) {
            return replay.executionDone(trace);
        }
    }
}
