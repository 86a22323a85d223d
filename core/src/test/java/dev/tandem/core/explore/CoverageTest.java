package dev.tandem.core.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.core.explore.ExplorationResult.OutcomeRow;
import dev.tandem.core.explore.ExplorationResult.Stop;
import dev.tandem.core.explore.samples.Coverage;
import dev.tandem.core.spi.WorkloadSpec.Level;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageTest {
    @org.junit.jupiter.api.Test
    void x() {
        for (var m : Coverage.class.getMethods()) {
            if (java.lang.reflect.Modifier.isStatic(m.getModifiers()))
                for (Level l : new Level[] {Level.SYNC, Level.VOLATILE, Level.MEMORY}) {
                    var s = new Subject.OfClass(Coverage.class.getName(), m.getName(), Coverage.class.getClassLoader());
                    long t = System.nanoTime();
                    var r = Explorer.explore(ExploreRequest.of(s).at(l).limited(20000, 20000), (e, st) -> {}, () -> false);
                    System.err.println("CV " + m.getName() + " " + l + " " + r.stop() + " " + r.executions() + " " + r.outcomes().stream().map(OutcomeRow::label).toList() + " " + r.failure().map(Failure::message).orElse("") + " " + (System.nanoTime() - t) / 1000000);
                }
        }
    }
}
