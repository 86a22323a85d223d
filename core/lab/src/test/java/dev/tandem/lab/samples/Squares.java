// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.samples;

import dev.tandem.spi.Job;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.Work;
import java.util.concurrent.atomic.AtomicInteger;

/** A job that squares the numbers from 0 on, and knows how much of it is open. */
public final class Squares implements Job<Long> {

    public static final Parameter<Integer> SIZE =
            Parameter.integer("size", 8, 1, 1_000_000, "how many numbers");

    /** How many works have been opened and not closed. */
    public final AtomicInteger open = new AtomicInteger();

    private final String id;

    public Squares() {
        this("sample.squares");
    }

    public Squares(String id) {
        this.id = id;
    }

    @Override
    public JobSpec spec() {
        return JobSpec.of(id, "Squares", Bound.CPU, "Multiplication is quick.", SIZE);
    }

    @Override
    public Work<Long> open(Parameters parameters, long seed) {
        open.incrementAndGet();
        return new Work<>() {
            @Override
            public int size() {
                return parameters.get(SIZE);
            }

            @Override
            public Long part(int index) {
                return (long) index * index + seed;
            }

            @Override
            public long digest(Long result) {
                return result;
            }

            @Override
            public Parameters parameters() {
                return parameters;
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        };
    }
}
