package dev.tandem.core.explore.inside;

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

    private static final ClassValue<Boolean> IMMUTABLE =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    return type.getName().startsWith("java.util.ImmutableCollections");
                }
            };

    private Identity() {}

    static boolean isImmutable(Class<?> type) {
        return IMMUTABLE.get(type);
    }

    /** The index of the array element at an offset. */
    static int index(Class<?> array, long offset) {
        Unsafe unsafe = Unsafe.getUnsafe();
        return (int) ((offset - unsafe.arrayBaseOffset(array)) / unsafe.arrayIndexScale(array))
                & 0x1FFF_FFFF;
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
