// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.scaling;

import dev.tandem.lab.scaling.Curve.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The regression behind {@link Scalability}, which says what it does and why. */
record LawFit(double rate, Estimate contention, Estimate coherency) {

    /** The weights settle in three or four; more do no harm. */
    private static final int REPETITIONS = 10;

    private static final Estimate LEFT_OUT = new Estimate(0, 0, 0);

    /**
     * @param contends whether σ is fitted; 0 else
     * @param coheres whether κ is; likewise
     */
    static LawFit of(Curve curve, boolean contends, boolean coheres) {
        List<DoubleUnaryOperator> columns = new ArrayList<>();
        columns.add(n -> 1);
        if (contends) {
            columns.add(n -> n - 1);
        }
        if (coheres) {
            columns.add(n -> n * (n - 1));
        }
        List<double[]> rows = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        for (Sample sample : curve.samples()) {
            double n = sample.threads();
            for (double rate : sample.rates()) {
                rows.add(columns.stream().mapToDouble(c -> c.applyAsDouble(n)).toArray());
                times.add(n / rate);
            }
        }
        LeastSquares line = line(rows, times);
        int freedom = rows.size() - columns.size();
        return new LawFit(
                1 / line.coefficients()[0],
                contends ? ratio(line, 1, freedom) : LEFT_OUT,
                coheres ? ratio(line, columns.size() - 1, freedom) : LEFT_OUT);
    }

    private static LeastSquares line(List<double[]> rows, List<Double> times) {
        double[] expected = times.stream().mapToDouble(Double::doubleValue).toArray();
        LeastSquares line = weighted(rows, times, expected);
        for (int i = 0; i < REPETITIONS; i++) {
            double[] coefficients = line.coefficients();
            double[] now =
                    rows.stream().mapToDouble(row -> LeastSquares.dot(row, coefficients)).toArray();
            line = weighted(rows, times, now);
        }
        return line;
    }

    /** Both sides of each equation divided by what is expected make the errors relative ones. */
    private static LeastSquares weighted(
            List<double[]> rows, List<Double> times, double[] expected) {
        double[][] left = new double[rows.size()][];
        double[] right = new double[rows.size()];
        for (int i = 0; i < left.length; i++) {
            double weight = 1 / expected[i];
            left[i] = Arrays.stream(rows.get(i)).map(value -> value * weight).toArray();
            right[i] = times.get(i) * weight;
        }
        return LeastSquares.fit(left, right);
    }

    /** A coefficient over the first, with the error that follows from those of both. */
    private static Estimate ratio(LeastSquares line, int column, int freedom) {
        double first = line.coefficients()[0];
        double ratio = line.coefficients()[column] / first;
        double[][] covariance = line.covariance();
        double variance =
                covariance[column][column]
                        + ratio * ratio * covariance[0][0]
                        - 2 * ratio * covariance[0][column];
        return Estimate.of(ratio, Math.sqrt(variance) / Math.abs(first), freedom);
    }
}
