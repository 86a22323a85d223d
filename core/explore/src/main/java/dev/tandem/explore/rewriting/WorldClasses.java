// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.explore.world.Origin;
import dev.tandem.explore.world.World;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.os.Image;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Where the rewritten classes of one world come from: on a JVM from a loader that rewrites them as
 * they are asked for, in a native image from the image.
 */
public sealed interface WorldClasses permits WorldLoader, ImageClasses {

    /**
     * What the name begins with that a synchronized method's own code has got. Its annotations have
     * stayed there.
     */
    String BODY = Origin.BODY;

    /** What the names of the methods begin with that are added to call something. */
    String BRIDGE = "$tandem$";

    /**
     * @param source where the program's class files are found; its own classes stay as they are
     * @throws TandemException.Missing in an image that has no rewritten classes
     */
    static WorldClasses of(ClassLoader source, World world, Plan plan) {
        return Image.RUNS
                ? ImageClasses.of(WorldClasses.class.getClassLoader(), world, plan.levels())
                : new WorldLoader(source, world, plan);
    }

    /**
     * The same for another world, with the same places. What has been rewritten for one is not
     * rewritten again for the other.
     */
    WorldClasses another(World world);

    /**
     * Whether a process has the rewritten classes but once, so that a new world takes them away
     * from the one before, which must not be run again.
     */
    static boolean areShared() {
        return Image.RUNS;
    }

    /**
     * The rewritten class of a program.
     *
     * @param name the original name, with dots
     */
    Class<?> program(String name) throws ClassNotFoundException;

    /** What a thread of the program has as its context class loader. */
    ClassLoader loader();

    /** Whether a class is one of these. */
    boolean hasRewritten(Class<?> type);

    Places places();

    /**
     * The classes that can be reached from the main class of a program.
     *
     * @param mainClass the original name, with dots
     */
    Reach reach(String mainClass);

    /**
     * What sees to it that the static state of a class is that of the current execution, if it has
     * any; to be invoked without arguments from within an execution.
     */
    default Optional<Method> guard(Class<?> type) {
        return InitialisationGuard.of(type, this::hasRewritten);
    }
}
