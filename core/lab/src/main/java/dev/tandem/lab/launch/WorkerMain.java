// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.own.OwnCode;
import dev.tandem.lab.run.Once;
import dev.tandem.spi.Job;
import dev.tandem.spi.WorkerContext.EndOfMain;
import dev.tandem.spi.WorkerRequest.Launch;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import sun.misc.Signal;

/**
 * Where a worker process begins: {@code worker ID}, with a parent at the other end of standard
 * input and output. It skips everything that a worker has no use for, the command line above all,
 * since how soon it is ready is what a process costs.
 */
public final class WorkerMain {

    /** A worker that its parent has left, or whose body has thrown. */
    private static final int FAILED = 4;

    /**
     * How long the hooks of a worker that has lost its parent may take: less than the {@link
     * Guardian} waits.
     */
    private static final long TO_END_MILLIS = 300;

    private WorkerMain() {}

    /** Whether the command line is that of a worker. */
    public static boolean isWorker(String... args) {
        return args.length == 2 && args[0].equals(Siblings.WORKER);
    }

    public static void main(String[] args) {
        System.exit(run("tandem", args));
    }

    /**
     * Runs as a worker until its work is done or the parent has gone.
     *
     * @param name of the executable
     * @return the exit code
     */
    public static int run(String name, String... args) {
        if (!isWorker(args)) {
            System.err.println(
                    name + ": a worker is started as 'worker ID' by another process, not by hand");
            return 2;
        }
        var catalogue = new Once<>(() -> Catalogue.discover(List.of()));
        return serve(
                name, id -> Role.of(id, catalogue.get(), name), id -> job(id, catalogue.get()));
    }

    /**
     * One of the catalogue, or what the name of a class or a method on the class path stands for.
     */
    private static Job<?> job(String id, Catalogue catalogue) {
        return catalogue.findJob(id).isPresent() || !OwnCode.isName(id)
                ? catalogue.job(id)
                : OwnCode.job(id, ClassLoader.getSystemClassLoader());
    }

    /**
     * Does what the parent asks for and then ends; the protocol has standard input and output for
     * itself.
     *
     * @param roles knows what to do for an id
     */
    static int serve(String name, Function<String, Role> roles, Function<String, Job<?>> jobs) {
        // A stray print must not end up among the frames.
        System.setOut(System.err);
        // The terminal sends Ctrl-C to parent and children alike. What follows from it is the
        // parent's to decide.
        Signal.handle(new Signal("INT"), signal -> {});
        var side =
                new ChildSide(
                        new FileInputStream(FileDescriptor.in),
                        new FileOutputStream(FileDescriptor.out),
                        jobs,
                        new Launcher(name, Launch.AUTO),
                        WorkerMain::end);
        Thread.ofPlatform().daemon().name("parent").start(side::read);
        Optional<Frame.Start> start = side.awaitStart();
        if (start.isEmpty()) {
            System.err.println(name + ": what came on standard input is not a parent's request");
            return FAILED;
        }
        try {
            Role role = roles.apply(start.get().id());
            side.write(new Frame.Ready());
            role.play(side);
            side.write(new Frame.Done());
            return 0;
        } catch (EndOfMain e) {
            Thread.currentThread().setUncaughtExceptionHandler((thread, end) -> {});
            throw e;
        } catch (Throwable e) {
            // A role is somebody else's code: whatever it throws is told to the parent.
            side.write(new Frame.Failed(RemoteError.of(e)));
            return FAILED;
        } finally {
            List<String> left = side.end();
            if (!left.isEmpty()) {
                System.err.println(name + ": left behind: " + String.join(", ", left));
            }
        }
    }

    /** The parent has gone: end in order if that is quick, else at once. */
    private static void end() {
        Thread.ofPlatform()
                .daemon()
                .name("end")
                .start(() -> {
                    try {
                        Thread.sleep(TO_END_MILLIS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(FAILED);
                });
        Runtime.getRuntime().exit(FAILED);
    }
}
