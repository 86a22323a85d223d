// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.util.List;

/**
 * What a job is, without running it.
 *
 * @param id the chapter's id, a dot and a name: {@code threads.primes}
 * @param lesson one paragraph: what comparing the models on this job teaches
 * @param bound what the job spends its time on
 * @param needs what a machine must have for it
 */
public record JobSpec(
        String id,
        String title,
        String lesson,
        Bound bound,
        List<Parameter<?>> parameters,
        List<Need> needs) {

    /** What limits a job. */
    public enum Bound {
        /** The speed of the processors. */
        CPU,
        /** Waiting for something outside the process. */
        IO
    }

    public JobSpec {
        parameters = List.copyOf(parameters);
        needs = List.copyOf(needs);
    }

    /** In one line, which is made when it is asked for: most commands show no lesson. */
    @Override
    public String lesson() {
        return Prose.paragraph(lesson);
    }

    public static JobSpec of(
            String id, String title, Bound bound, String lesson, Parameter<?>... parameters) {
        return new JobSpec(id, title, lesson, bound, List.of(parameters), List.of());
    }

    /** The same, for machines that have these. */
    public JobSpec needs(Need... more) {
        return new JobSpec(id, title, lesson, bound, parameters, List.of(more));
    }

    /** Whether this machine has what the job needs. */
    public Availability availability() {
        return Need.unmet(needs);
    }
}
