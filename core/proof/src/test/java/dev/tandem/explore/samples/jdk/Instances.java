// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.jdk;

import java.util.List;

/**
 * The classes that have one method for each type of which an object is needed, to call a method on
 * it or to hand it over. The type that a method returns is what it is for; where there is none for
 * a public class, the public constructor with the fewest parameters makes the object.
 */
public final class Instances {

    public static final List<Class<?>> CLASSES =
            List.of(
                    Values.class,
                    Functions.class,
                    AtomicsAndLocks.class,
                    Containers.class,
                    FuturesAndPools.class);

    private Instances() {}
}
