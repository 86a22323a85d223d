// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import java.util.stream.BaseStream;
import jdk.internal.misc.Unsafe;

/** What a stream of the JDK's own consists of. */
public final class Stages {

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private Stages() {}

    /** Whether a stream would be worked on by threads that the world does not control. */
    public static boolean areUncontrolled(BaseStream<?, ?> stream) {
        boolean isOne =
                stream.getClass().getName().startsWith("java.util.stream.") && stream.isParallel();
        if (isOne) {
            requireStateless(stream);
        }
        return isOne;
    }

    /** A stage that needs what others have seen would be worked on before the stream goes on. */
    private static void requireStateless(BaseStream<?, ?> stream) {
        long previous = UNSAFE.objectFieldOffset(pipeline(stream.getClass()), "previousStage");
        for (Object stage = stream; stage != null; stage = UNSAFE.getReference(stage, previous)) {
            if (isStateful(stage.getClass())) {
                throw Gate.WORLD
                        .world()
                        .uncontrolled(
                                "the program makes a stream parallel after it has been sorted, limited"
                                        + " or the like, whose threads the explorer does not control; let"
                                        + " parallel() come first");
            }
        }
    }

    private static Class<?> pipeline(Class<?> stage) {
        Class<?> at = stage;
        while (!at.getName().endsWith(".AbstractPipeline")) {
            at = at.getSuperclass();
        }
        return at;
    }

    private static boolean isStateful(Class<?> stage) {
        for (Class<?> at = stage; at != Object.class; at = at.getSuperclass()) {
            if (at.getName().endsWith("$StatefulOp") || at.getName().endsWith(".GathererOp")) {
                return true;
            }
        }
        return false;
    }
}
