// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.interesting;

import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Table;
import dev.tandem.threads.CpuFiles.Fact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What there is to run threads on. Look at the first rows: the machine has some processors, the
 * affinity of the process leaves it some of them, the quota of its control group some of their
 * time, and the JVM makes one number of all that, by which pools are sized. With SMT two of these
 * processors are one core, and share its arithmetic and its nearest caches.
 *
 * <pre>{@code tandem run threads.cpus}</pre>
 */
final class Cpus implements Workload {

    private static final String LESSON =
            """
            How many threads can run at once is decided by the machine, by the affinity that the
            process has been given and by the quota of its control group: in a container it is
            often less than the machine has. The JVM looks at all three and says how many processors
            to plan for. What it does not say is which of them share a core, a cache or a memory.
            """;

    private static final String OF_THE_MACHINE = "it depends on the machine";

    private static final Label ALL =
            acceptable("all", "the JVM plans for all processors of the machine")
                    .unseen(OF_THE_MACHINE);
    private static final Label FEWER =
            interesting("fewer", "the JVM plans for fewer processors than the machine has")
                    .unseen(OF_THE_MACHINE);
    private static final Label UNKNOWN =
            acceptable("unknown", "the system does not say how many processors it has")
                    .unseen(OF_THE_MACHINE);

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.cpus", "What there is to run threads on", LESSON)
                    .with(ALL, FEWER, UNKNOWN)
                    .teaches(Runtime.class)
                    .notes("How do they work on a CPU? Single core and multi-core processors")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) {
        var files = new CpuFiles(Path.of("/"));
        return observe(context, files, Runtime.getRuntime().availableProcessors());
    }

    static Outcome.Observed observe(RunContext context, CpuFiles files, int planned) {
        List<Fact> facts = files.facts();
        long missing = facts.stream().filter(fact -> fact.value().isEmpty()).count();
        context.event(
                String.format(
                        Locale.ROOT,
                        "has asked %d files, %d of them in vain",
                        facts.size(),
                        missing));
        Label label = files.online().map(online -> planned < online ? FEWER : ALL).orElse(UNKNOWN);
        return label.observed()
                .with("processors", planned)
                .with("notSaid", missing)
                .with("machine", table(facts, planned));
    }

    private static Table table(List<Fact> facts, int planned) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of("processors to plan for", planned, "the JVM"));
        for (Fact fact : facts) {
            rows.add(List.of(fact.what(), fact.value().orElse("not said"), "/" + fact.source()));
        }
        return new Table(List.of("what", "value", "says"), rows);
    }
}
