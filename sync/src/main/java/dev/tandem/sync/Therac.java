// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.MEMORY;

import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Table;
import dev.tandem.sync.TreatmentMachine.Beam;
import dev.tandem.sync.TreatmentMachine.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * A machine in the manner of the Therac-25, with the two ways of setting it up in {@link
 * TreatmentMachine}. The operator types X-rays, sees the mistake and changes it to electrons, while
 * the machine is being set up. Look for a high current without a target in its way.
 *
 * <p>Seen in 100 runs of each on two busy processors, with JDK 25 on x86-64:
 *
 * <pre>
 *         treated  overdose
 * broken        0       100
 * fixed       100         0
 * </pre>
 *
 * <pre>{@code tandem run sync.therac --variant broken}</pre>
 */
final class Therac implements Workload {

    private static final String LESSON =
            """
            Setting up takes a while, and the operator may edit the prescription meanwhile. A
            program that reads the mode once for the current and again for the target can read two
            different modes: the current for X-rays, without the target that turns it into them.
            Between 1985 and 1987 the Therac-25 gave at least six patients massive overdoses, some
            of them in this way, once its operators had learnt to type quickly enough (Leveson and
            Turner, 1993). Set up from one copy of the prescription, and before the beam make sure
            that it still is what is prescribed.
            """;

    private static final Parameter<Integer> PATIENTS =
            integer("patients", 20, 1, 200, "how many are treated, one after the other");
    private static final Parameter<Duration> SET_UP =
            duration(
                    "set-up",
                    Duration.ofMillis(8),
                    Duration.ofSeconds(8),
                    "how long the magnets take; the operator edits within twice that time");

    private static final Label TREATED =
            acceptable("treated", "every beam was one of X-rays or one of electrons");
    private static final Label OVERDOSE =
            forbidden("overdose", "a beam of high current had no target in its way");

    private static final Variants<TreatmentMachine> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "reads the prescription again for every part of the machine",
                            OVERDOSE,
                            context -> new TreatmentMachine.Careless(context.get(SET_UP))),
                    sound(
                            "fixed",
                            "sets up from one copy, and looks under a lock whether it still holds",
                            context -> new TreatmentMachine.Interlocked(context.get(SET_UP))));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.therac", "An edit between set-up and beam", LESSON)
                    .with(PATIENTS, SET_UP)
                    .with(WAYS)
                    .with(TREATED, OVERDOSE)
                    .teaches(ReentrantLock.class)
                    .notes("Critical sections: the Therac-25 radiation machines")
                    .explorable(MEMORY, PATIENTS.at(1), SET_UP.at(Duration.ZERO))
                    .build();

    private static final List<String> COLUMNS =
            List.of("patient", "current", "target", "treatment");

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        TreatmentMachine machine = context.make(WAYS);
        RandomGenerator random = context.random(0);
        List<List<Object>> rows = new ArrayList<>();
        int overdoses = 0;
        for (int patient = 1; patient <= context.get(PATIENTS); patient++) {
            Beam beam = treat(context, machine, random.nextDouble(2));
            overdoses += beam.isOverdose() ? 1 : 0;
            rows.add(List.of(patient, beam.current(), beam.target(), beam.treatment()));
        }
        return (overdoses == 0 ? TREATED : OVERDOSE)
                .observed()
                .with("overdoses", overdoses)
                .with("beams", new Table(COLUMNS, rows));
    }

    /**
     * @param when after how many set-up times the operator corrects the mistake
     */
    private static Beam treat(RunContext context, TreatmentMachine machine, double when)
            throws Exception {
        machine.prescribe(Mode.X_RAY);
        try (Crew crew = Crew.named("operator-")) {
            crew.start("operator", () -> correct(context, machine, when));
            Beam beam = machine.treat();
            context.event("turns on the beam: " + beam.treatment());
            crew.join();
            return beam;
        }
    }

    private static void correct(RunContext context, TreatmentMachine machine, double when)
            throws InterruptedException {
        Thread.sleep(Duration.ofNanos((long) (context.get(SET_UP).toNanos() * when)));
        machine.prescribe(Mode.ELECTRON);
        context.event("changes X-rays to electrons");
    }
}
