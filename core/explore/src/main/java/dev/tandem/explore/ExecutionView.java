// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.Failure.StepRow;
import dev.tandem.explore.ThreadStatus.State;
import dev.tandem.explore.rewriting.Places;
import dev.tandem.explore.rewriting.Places.Place;
import dev.tandem.explore.strategy.DataRaces;
import dev.tandem.explore.world.Snapshot;
import dev.tandem.explore.world.Trace;
import dev.tandem.explore.world.VirtualClock;
import dev.tandem.explore.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The last execution of a world, told in the words of the program. */
final class ExecutionView {

    private final World world;
    private final Places places;
    private final DataRaces races = new DataRaces();

    ExecutionView(World world, Places places) {
        this.world = world;
        this.places = places;
    }

    /** Its steps. */
    List<StepRow> rows() {
        List<StepRow> rows = new ArrayList<>();
        Trace trace = world.trace();
        long begun = 0;
        for (int i = 0; i < trace.steps(); i++) {
            if (trace.task(i) == VirtualClock.INDEX) {
                rows.add(new StepRow(world.name(trace.task(i)), "moves on", "", "", ""));
                continue;
            }
            Place place = places.get(trace.site(i));
            boolean begins = (begun >>> trace.task(i) & 1) == 0;
            begun |= 1L << trace.task(i);
            rows.add(
                    new StepRow(
                            world.name(trace.task(i)),
                            operation(i, begins, place),
                            begins ? "" : world.watch().asked(i),
                            begins ? "" : line(place),
                            begins ? "" : method(place)));
        }
        return List.copyOf(rows);
    }

    private String operation(int step, boolean begins, Place place) {
        String operation = begins ? "begins" : place.operation();
        if (!world.trace().isReasonless(step)) {
            return operation;
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
                        name(race.access())
                                + " is accessed by "
                                + accessor(trace, race.first())
                                + " and by "
                                + accessor(trace, race.second())
                                + ", and nothing orders the two");
    }

    private String name(long access) {
        if (Trace.isForeign(access)) {
            return "an object of the JDK that is not made for several threads";
        }
        return Trace.isElement(access)
                ? "element " + Trace.index(access) + " of an array"
                : places.fieldName(Trace.named(access));
    }

    private String accessor(Trace trace, int step) {
        return world.name(trace.task(step)) + " (" + places.get(trace.site(step)) + ")";
    }
}
