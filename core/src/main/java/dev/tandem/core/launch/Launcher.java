package dev.tandem.core.launch;

import dev.tandem.core.run.ProcessScope;
import dev.tandem.core.spi.Event;
import dev.tandem.core.spi.WorkerRequest.Launch;

/** Starts the worker processes of an executable. */
public final class Launcher implements ProcessScope.Source {

    private final Siblings siblings;
    private final Launch launch;

    /**
     * @param executable the name of the executable, such as {@code tandem-sync}
     * @param launch the form of the workers that do not ask for one
     */
    public Launcher(String executable, Launch launch) {
        this.siblings = Siblings.of(executable);
        this.launch = launch;
    }

    @Override
    public ProcessScope open(Event.Sink sink) {
        return new WorkerScope(request -> siblings.command(request, launch), sink);
    }
}
