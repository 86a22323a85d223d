// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.lab.run.Once;
import dev.tandem.lab.run.ProcessScope;
import dev.tandem.spi.Event;
import dev.tandem.spi.WorkerRequest.Launch;
import java.util.function.Supplier;

/** Starts the worker processes of an executable. */
public final class Launcher implements ProcessScope.Source {

    // Found when it is first needed: every worker has a launcher, and most start nothing.
    private final Supplier<Siblings> siblings;
    private final Launch launch;
    private final Overlap runs;

    /**
     * @param executable the name of the executable, such as {@code tandem-sync}
     * @param launch the form of the workers that do not ask for one
     */
    public Launcher(String executable, Launch launch) {
        this(new Once<>(() -> Siblings.of(executable)), launch, new Overlap());
    }

    private Launcher(Supplier<Siblings> siblings, Launch launch, Overlap runs) {
        this.siblings = siblings;
        this.launch = launch;
        this.runs = runs;
    }

    /** Whether workers on a JVM start with an ahead-of-time cache, as this JVM has. */
    public static boolean hasCache() {
        return RuntimeFlags.ofThisProcess().cached();
    }

    /** This launcher, for workers of another form. */
    public Launcher starting(Launch form) {
        return new Launcher(siblings, form, runs);
    }

    @Override
    public ProcessScope open(Event.Sink sink) {
        return new WorkerScope(request -> siblings.get().command(request, launch), sink, runs);
    }
}
