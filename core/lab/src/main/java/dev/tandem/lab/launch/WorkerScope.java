// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.lab.run.ProcessScope;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.spi.Event;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The worker processes of one run. They end with {@link #end}, at the latest; also when the parent
 * is told to terminate, and, of themselves or by the {@link Guardian}, when it is killed.
 */
final class WorkerScope implements ProcessScope, Workers {

    private final Function<WorkerRequest, List<String>> commands;
    private final Event.Sink events;
    private final Overlap runs;
    private final String token = newToken();
    private final Remains remains = new Remains(token);
    private final ThreadGroup threads = new ThreadGroup(root(), "workers");
    private final Set<ProcessWorker> open = ConcurrentHashMap.newKeySet();
    private final Set<ProcessWorker> undrained = ConcurrentHashMap.newKeySet();
    private @Nullable Thread hook;
    private Optional<Guardian> guardian = Optional.empty();
    private boolean ended;

    /**
     * @param runs those of this process, of which this is to be one
     */
    WorkerScope(Function<WorkerRequest, List<String>> commands, Event.Sink events, Overlap runs) {
        this.commands = commands;
        this.events = events;
        this.runs = runs;
        runs.begin();
    }

    /**
     * Unique on this machine, and behind that of the launcher that has started this process, if one
     * has.
     */
    private static String newToken() {
        String own =
                ProcessHandle.current().pid()
                        + "-"
                        + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        return Optional.ofNullable(System.getenv(Remains.TOKEN))
                .map(above -> above + "/" + own)
                .orElse(own);
    }

    /** Above the groups of the runs: the threads that serve a worker are not the run's own. */
    private static ThreadGroup root() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    @Override
    public Workers workers() {
        return this;
    }

    @Override
    public Worker start(WorkerRequest request) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        List<String> command = commands.apply(request);
        watchForShutdown();
        Event.Sink told = request.told() ? events : event -> {};
        ProcessWorker worker =
                ProcessWorker.start(command, request, token, told, threads, this::closed);
        worker.begin(request, () -> remains.expect(worker.process()));
        open.add(worker);
        if (hasEnded()) {
            worker.close();
            throw new WorkerFailed("the run has ended, and starts no more workers");
        }
        return worker;
    }

    @Override
    public Outcome runIsolated(RunRequest request) throws InterruptedException {
        try (Worker worker = start(IsolatedRun.request(request))) {
            return IsolatedRun.outcome(worker);
        }
    }

    private void closed(ProcessWorker worker) {
        open.remove(worker);
        if (worker.hasThreads()) {
            undrained.add(worker);
        }
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    private synchronized void watchForShutdown() {
        if (hook == null && !ended) {
            hook = new Thread(threads, this::endAll, "end-workers");
            try {
                Runtime.getRuntime().addShutdownHook(hook);
            } catch (IllegalStateException e) {
                throw new WorkerFailed("this process is ending, and starts no more workers", e);
            }
            guardian = Guardian.of(token);
        }
    }

    @Override
    public List<String> end() {
        Optional<Thread> registered;
        synchronized (this) {
            if (ended) {
                return List.of();
            }
            ended = true;
            registered = Optional.ofNullable(hook);
            hook = null;
        }
        if (!runs.end()) {
            remains.excuse();
        }
        List<String> left = endAll();
        if (registered.isEmpty()) {
            return left;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(registered.get());
        } catch (IllegalStateException e) {
            // The process is ending: the hook runs already, or has run, to the same effect.
        }
        return left;
    }

    private synchronized void release() {
        guardian.ifPresent(Guardian::close);
        guardian = Optional.empty();
    }

    private List<String> endAll() {
        List<ProcessWorker> workers = new ArrayList<>(open);
        workers.forEach(worker -> remains.remember(worker.process()));
        workers.forEach(ProcessWorker::beginClose);
        workers.forEach(ProcessWorker::close);
        List<String> left = remains.end();
        undrained.forEach(ProcessWorker::joinThreads);
        undrained.clear();
        release();
        return left;
    }
}
