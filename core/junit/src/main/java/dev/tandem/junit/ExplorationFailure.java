// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

/** An interleaving fails, or was to be excluded and is not. The message is the whole story. */
public final class ExplorationFailure extends AssertionError {

    private static final long serialVersionUID = 1L;

    ExplorationFailure(String story) {
        super(story);
    }
}
