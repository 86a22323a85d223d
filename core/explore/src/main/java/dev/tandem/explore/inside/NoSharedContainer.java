// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

/**
 * Stands in for the JDK's registry entry of a pool: it starts the pool's threads and keeps no
 * account of them.
 */
@SuppressWarnings("unused") // the parameters are those of the class it stands in for
public final class NoSharedContainer {

    private static final NoSharedContainer ONLY = new NoSharedContainer();

    private NoSharedContainer() {}

    public static NoSharedContainer create(String name) {
        return ONLY;
    }

    public void start(Thread thread) {
        ThreadCalls.start(thread);
    }

    public void close() {}
}
