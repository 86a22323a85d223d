// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.Findings.Finding;
import dev.tandem.explore.world.UncontrolledException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Explores an object that is put to one use after the other, in one world: its classes are
 * rewritten once. For one thread.
 */
public final class Session {

    private final ExploreRequest request;
    private final Harness harness;

    /**
     * @param request of one worker, in its own environment and no other
     * @throws dev.tandem.spi.TandemException as {@link Explorer#explore} does
     */
    public Session(ExploreRequest request) {
        this.request = request;
        this.harness = Search.harness(request);
    }

    /**
     * Explores what the object is put to now.
     *
     * @return what was found, a failure without its explanation
     */
    public ExplorationResult explore(BooleanSupplier cancelled) {
        long start = System.nanoTime();
        Search search = new Search(request, (executions, steps) -> {}, harness);
        Optional<Failure> failure;
        try {
            Carrier.run(search.works(), cancelled, search::cancel);
            failure = search.findings().worst().flatMap(Session::unexplained);
        } catch (UncontrolledException e) {
            failure = Optional.of(search.stuck(String.valueOf(e.getMessage())));
        }
        return search.summary().result(System.nanoTime() - start, failure);
    }

    private static Optional<Failure> unexplained(Finding found) {
        return Optional.ofNullable(found.verdict().failure())
                .map(broken ->
                        new Failure(
                                broken.kind(),
                                found.schedule().map(Schedule::toString).orElse(""),
                                broken.message(),
                                broken.threads(),
                                List.of(),
                                Optional.empty()));
    }
}
