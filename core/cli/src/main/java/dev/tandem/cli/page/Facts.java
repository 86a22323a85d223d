// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.page;

import dev.tandem.cli.page.PageDocument.Fact;
import dev.tandem.explore.ExplorationResult;
import dev.tandem.explore.ExploreRequest;
import dev.tandem.explore.Film;
import dev.tandem.explore.Subject;
import dev.tandem.explore.text.Wording;
import dev.tandem.spi.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was explored, and how, for whoever reads the page without the command line. */
final class Facts {

    private Facts() {}

    static List<Fact> of(ExploreRequest request, ExplorationResult result) {
        List<Fact> facts = of(request.subject());
        facts.add(new Fact("Level", Wording.word(result.level())));
        String strategy =
                switch (request.strategy()) {
                    case DFS -> Wording.strategy(result);
                    case RANDOM -> "random, seed " + request.seed();
                    case SURW -> "surw, seed " + request.seed();
                    case PCT -> "pct, depth " + request.depth() + ", seed " + request.seed();
                };
        facts.add(new Fact("Strategy", strategy));
        facts.add(
                new Fact(
                        "Bounds",
                        String.format(
                                Locale.ROOT,
                                "%,d executions, %,d steps in each, %s",
                                request.executions(),
                                request.stepLimit(),
                                request.preemptions() < 0
                                        ? "any number of preemptions"
                                        : String.format(
                                                Locale.ROOT,
                                                "at most %,d preemptions",
                                                request.preemptions()))));
        return facts;
    }

    static List<Fact> of(Subject subject, Film film) {
        List<Fact> facts = of(subject);
        facts.add(new Fact("Level", Wording.word(film.level())));
        facts.add(new Fact("Strategy", "one schedule is replayed, which tells nothing of others"));
        return facts;
    }

    private static List<Fact> of(Subject subject) {
        List<Fact> facts = new ArrayList<>();
        switch (subject) {
            case Subject.OfClass c -> facts.add(new Fact("Program", c.id()));
            case Subject.OfObject o -> facts.add(new Fact("Program", o.id()));
            case Subject.OfWorkload w -> {
                WorkloadSpec spec = w.workload().spec();
                facts.add(new Fact("Program", spec.id() + ": " + spec.title()));
                if (spec.hasVariants()) {
                    String title = spec.variant(w.variant()).title();
                    facts.add(new Fact("Variant", w.variant() + ": " + title));
                }
                facts.add(
                        new Fact(
                                "Parameters",
                                w.parameters().asText().entrySet().stream()
                                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                                        .collect(Collectors.joining(" "))));
                facts.add(new Fact("Seed", Long.toString(w.seed())));
            }
        }
        return facts;
    }
}
