// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** As {@link Program}, with a result, of which the text is the outcome. */
@FunctionalInterface
public interface Question extends Serializable {
    @Nullable Object ask() throws Exception;
}
