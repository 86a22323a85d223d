// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.lab.compare.ComparisonReport;
import dev.tandem.lab.compare.ModelReport;
import dev.tandem.lab.compare.Sample;
import dev.tandem.spi.evidence.Bars;
import dev.tandem.spi.evidence.Histogram;
import dev.tandem.spi.evidence.Picture;
import java.util.Arrays;

/** Comparisons as pictures. */
public final class CompareCharts {

    private static final int BINS = 10;

    /** A unit, and what it has in nanoseconds. */
    private record Unit(String name, double nanos) {
        static Unit fitting(double nanos) {
            if (nanos >= 1e9) {
                return new Unit("s", 1e9);
            }
            return nanos >= 1e6 ? new Unit("ms", 1e6) : new Unit("µs", 1e3);
        }
    }

    private CompareCharts() {}

    /** A bar for the median of each model or, of one alone, how its times are spread. */
    public static Picture of(ComparisonReport report) {
        return report.models().size() == 1 ? spread(report.baseline()) : medians(report);
    }

    /** How often a run took how long. */
    static Histogram spread(ModelReport model) {
        double[] nanos = model.samples().stream().mapToDouble(Sample::nanos).toArray();
        Unit unit = Unit.fitting(model.time().map(t -> t.value()).orElse(0.0));
        double[] values = Arrays.stream(nanos).map(n -> n / unit.nanos()).toArray();
        return Histogram.of(unit.name(), values, BINS);
    }

    private static Bars medians(ComparisonReport report) {
        double longest =
                report.models().stream()
                        .flatMap(m -> m.time().stream())
                        .mapToDouble(t -> t.value())
                        .max()
                        .orElse(0);
        Unit unit = Unit.fitting(longest);
        var bars = Bars.of(unit.name());
        for (ModelReport model : report.models()) {
            if (model.time().isPresent()) {
                double median = model.time().get().value();
                bars = bars.with(model.id(), Math.round(1000 * median / unit.nanos()) / 1000.0);
            }
        }
        return bars;
    }
}
