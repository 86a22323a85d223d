// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.Failure.StepRow;
import dev.tandem.explore.ThreadStatus.State;
import dev.tandem.explore.rewriting.Places;
import dev.tandem.explore.rewriting.Places.Place;
import dev.tandem.explore.strategy.DataRaces;
import dev.tandem.explore.strategy.DataRaces.Race;
import dev.tandem.explore.world.Frame;
import dev.tandem.explore.world.Snapshot;
import dev.tandem.explore.world.Trace;
import dev.tandem.explore.world.VirtualClock;
import dev.tandem.explore.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The last execution of a world, told in the words of the program. */
final class ExecutionView {

    private final World world;
    private final Places places;
    private final Accessed accessed;
    private final DataRaces races = new DataRaces();

    ExecutionView(World world, Places places) {
        this.world = world;
        this.places = places;
        this.accessed = new Accessed(world, places);
    }

    /** Its steps. */
    List<StepRow> rows() {
        List<StepRow> rows = new ArrayList<>();
        Trace trace = world.trace();
        int[] last = new int[VirtualClock.INDEX];
        Arrays.fill(last, -1);
        for (int i = 0; i < trace.steps(); i++) {
            int task = trace.task(i);
            if (task == VirtualClock.INDEX) {
                rows.add(new StepRow(world.name(task), "moves on", "", ""));
                continue;
            }
            if (last[task] < 0) {
                rows.add(begins(i));
            } else {
                StepRow row = row(i);
                rows.add(isWithin(i, row, last[task], rows.get(last[task])) ? goesOn(row) : row);
            }
            last[task] = i;
        }
        return List.copyOf(rows);
    }

    private StepRow begins(int step) {
        String operation = operation(step, "begins");
        return new StepRow(world.name(world.trace().task(step)), operation, "", "");
    }

    private StepRow row(int step) {
        Place place = place(step);
        return new StepRow(
                world.name(world.trace().task(step)),
                operation(step, place.operation()),
                world.watch().asked(step),
                line(place),
                method(place),
                frames(step, place),
                false);
    }

    /** The frames that led to a place, and that of the place. */
    private List<Frame> frames(int step, Place place) {
        List<Frame> frames = world.watch().frames(step);
        if (place.isInitialiser()) {
            List<Frame> all = new ArrayList<>(frames);
            all.addFirst(
                    world.watch().frame(place.owner(), place.method(), place.file(), place.line()));
            return frames.isEmpty() ? frames : List.copyOf(all);
        }
        for (int i = 0; i < frames.size(); i++) {
            if (frames.get(i).line() == place.line()
                    && frames.get(i).type().equals(place.owner())) {
                return frames.subList(i, frames.size());
            }
        }
        return List.of();
    }

    /** Whether a step is within the call in which an earlier one of its thread was the last. */
    private boolean isWithin(int step, StepRow row, int before, StepRow earlier) {
        if (world.trace().isReasonless(step) || world.trace().isReasonless(before)) {
            return false;
        }
        Optional<Whereabouts.Call> call = Whereabouts.call(row.frames());
        if (call.isPresent()) {
            return call.equals(Whereabouts.call(earlier.frames()));
        }
        int visit = world.watch().visit(step);
        return visit >= 0
                && visit == world.watch().visit(before)
                && row.what().equals(earlier.what());
    }

    private static StepRow goesOn(StepRow row) {
        return new StepRow(
                row.thread(),
                row.operation(),
                row.lock(),
                row.place(),
                row.method(),
                row.frames(),
                true);
    }

    private String operation(int step, String operation) {
        if (!world.trace().isReasonless(step)) {
            return accessed.operation(step, operation);
        }
        boolean isUpdate = operation.contains(".weakCompareAndSet");
        return operation
                + (isUpdate ? ", which fails for no reason" : ", which ends for no reason");
    }

    private static String method(Place place) {
        return place.owner().isEmpty() ? "" : place.owner() + "." + place.method();
    }

    private static String line(Place place) {
        return place.file().isEmpty() ? "" : place.file() + ":" + place.line();
    }

    /** How its threads stood. */
    List<ThreadStatus> threads(Snapshot snapshot) {
        return snapshot.threads().stream().map(this::status).toList();
    }

    private ThreadStatus status(Snapshot.ThreadSnapshot snapshot) {
        Place place = places.get(snapshot.site());
        return new ThreadStatus(
                snapshot.name(),
                State.of(snapshot),
                StepRow.what(place.operation(), snapshot.asks()),
                line(place),
                snapshot.holds(),
                snapshot.waitsFor(),
                snapshot.heldBy());
    }

    /** A data race in it; to be asked for only where accesses to memory are recorded. */
    Optional<String> race() {
        Trace trace = world.trace();
        return races.find(trace)
                .map(race ->
                        name(race)
                                + " is accessed by "
                                + accessor(trace, race.first())
                                + " and by "
                                + accessor(trace, race.second())
                                + ", and nothing orders the two");
    }

    private String name(Race race) {
        if (Trace.isForeign(race.access())) {
            return "an object of the JDK that is not made for several threads";
        }
        return accessed.name(race.access(), race.second(), place(race.second()).operation());
    }

    private String accessor(Trace trace, int step) {
        Place place = place(step);
        String operation = accessed.operation(step, place.operation());
        return world.name(trace.task(step)) + " (" + place.with(operation) + ")";
    }

    private Place place(int step) {
        return places.get(world.trace().site(step));
    }
}
