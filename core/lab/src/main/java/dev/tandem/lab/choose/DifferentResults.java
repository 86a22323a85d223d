// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import java.util.Locale;

/** A job whose results are not the same each time: no time of it means anything. */
public final class DifferentResults extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DifferentResults(int part) {
        super(
                String.format(
                        Locale.ROOT,
                        "it gives other results each time, the first at part %,d;"
                                + " the parts of a job depend on nothing but its parameters and seed",
                        part));
    }
}
