// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.scaling;

import java.util.Arrays;

/**
 * Linear regression by ordinary least squares, for a few coefficients.
 *
 * @param coefficients one for each column
 * @param covariance of the coefficients
 */
@SuppressWarnings("ArrayRecordComponent") // made here, and read by one class beside it
record LeastSquares(double[] coefficients, double[][] covariance) {

    /**
     * @param rows the columns' values for each response; of full rank, and more than columns
     */
    static LeastSquares fit(double[][] rows, double[] responses) {
        int width = rows[0].length;
        double[][] normal = new double[width][width];
        double[] right = new double[width];
        for (int r = 0; r < rows.length; r++) {
            for (int i = 0; i < width; i++) {
                right[i] += rows[r][i] * responses[r];
                for (int j = 0; j < width; j++) {
                    normal[i][j] += rows[r][i] * rows[r][j];
                }
            }
        }
        double[][] covariance = inverse(normal);
        double[] coefficients = new double[width];
        Arrays.setAll(coefficients, i -> dot(covariance[i], right));
        double squares = 0;
        for (int r = 0; r < rows.length; r++) {
            double residual = responses[r] - dot(rows[r], coefficients);
            squares += residual * residual;
        }
        double variance = squares / (rows.length - width);
        for (double[] line : covariance) {
            Arrays.setAll(line, j -> line[j] * variance);
        }
        return new LeastSquares(coefficients, covariance);
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** By Gauss and Jordan; a matrix of squares needs no exchange of rows. */
    private static double[][] inverse(double[][] matrix) {
        int size = matrix.length;
        double[][] work = new double[size][];
        for (int i = 0; i < size; i++) {
            work[i] = Arrays.copyOf(matrix[i], 2 * size);
            work[i][size + i] = 1;
        }
        for (int pivot = 0; pivot < size; pivot++) {
            double[] line = work[pivot];
            double divisor = line[pivot];
            Arrays.setAll(line, j -> line[j] / divisor);
            for (int i = 0; i < size; i++) {
                double[] other = work[i];
                double factor = i == pivot ? 0 : other[pivot];
                Arrays.setAll(other, j -> other[j] - factor * line[j]);
            }
        }
        return Arrays.stream(work)
                .map(line -> Arrays.copyOfRange(line, size, 2 * size))
                .toArray(double[][]::new);
    }
}
