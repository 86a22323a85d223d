// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.Writer;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import jdk.internal.misc.Unsafe;

/** Classes whose objects hash by identity, which differs from run to run. */
final class Identity {

    /** How the objects of a class hash. */
    private static final class Hashing {
        private boolean known;
        private boolean byIdentity;
    }

    private static final ClassValue<Hashing> HASHINGS =
            new ClassValue<>() {
                @Override
                protected Hashing computeValue(Class<?> type) {
                    return new Hashing();
                }
            };

    /** Where the classes of the JDK are whose objects do not change, or not for others to see. */
    private static final List<String> CONSTANT =
            List.of(
                    "dev.tandem.",
                    "java.lang.",
                    "java.math.",
                    "java.net.URI",
                    "java.nio.charset.",
                    "java.time.",
                    "java.util.ImmutableCollections",
                    "java.util.Locale",
                    "java.util.Optional",
                    "java.util.UUID",
                    "java.util.concurrent.",
                    "java.util.regex.Pattern",
                    "jdk.",
                    "sun.");

    /** Where those are that stand for memory. */
    private static final String SEGMENTS = "jdk.internal.foreign.";

    private static final ClassValue<Boolean> IMMUTABLE =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    String name = type.getName();
                    return type.isHidden()
                            || type.isEnum()
                            || Throwable.class.isAssignableFrom(type)
                            || (CONSTANT.stream().anyMatch(name::startsWith)
                                    && !name.startsWith(SEGMENTS)
                                    && !CharSequence.class.isAssignableFrom(type))
                            || type == String.class;
                }
            };

    private Identity() {}

    /** Whether the objects of a class that is not rewritten cannot change. */
    static boolean isImmutable(Class<?> type) {
        return IMMUTABLE.get(type);
    }

    /** Whether an object that is not rewritten protects itself from threads that share it. */
    static boolean isSynchronized(Object object) {
        return object instanceof StringBuffer
                || object instanceof Writer
                || object instanceof Reader
                || object instanceof BufferedOutputStream
                || object instanceof PrintStream
                || object instanceof BufferedInputStream
                || object instanceof PushbackInputStream
                || object instanceof ByteArrayOutputStream
                || object instanceof ByteArrayInputStream
                || object instanceof Random
                || object instanceof Properties;
    }

    /** The index of the array element at an offset. */
    static int index(Class<?> array, long offset) {
        Unsafe unsafe = Unsafe.getUnsafe();
        return (int) ((offset - unsafe.arrayBaseOffset(array)) / unsafe.arrayIndexScale(array));
    }

    /**
     * The hash code of an object; where its class leaves that to the identity, a number that is the
     * same in every execution.
     *
     * <p>What a class does is seen from the first object that comes by: to look for its method
     * would need, in a native image, that somebody had named the class beforehand.
     */
    static int hashCode(Object object) {
        Hashing hashing = HASHINGS.get(object.getClass());
        if (!hashing.byIdentity) {
            int hash = object.hashCode();
            if (!hashing.known) {
                hashing.known = true;
                hashing.byIdentity = hash == System.identityHashCode(object);
            }
            if (!hashing.byIdentity) {
                return hash;
            }
        }
        return Gate.identityHashCode(object);
    }
}
