// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import java.util.Optional;

/** What is done with an object in an execution, and how it is judged. Not rewritten itself. */
public interface Use {

    /**
     * What tells it from other uses of the same class, such as the calls that are made: a schedule
     * of the one is none of the other.
     */
    default String name() {
        return "";
    }

    /**
     * Called in every execution, as its first thread.
     *
     * @param object a new one, of the rewritten class
     * @return what is judged, and shown by its text
     */
    Object run(Object object, Stage stage) throws Exception;

    /**
     * Judges what {@link #run} has returned, when the execution has ended.
     *
     * @return what is wrong with it, if anything is
     */
    Optional<String> problem(Object result);
}
