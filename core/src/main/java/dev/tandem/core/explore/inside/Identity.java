package dev.tandem.core.explore.inside;

import jdk.internal.misc.Unsafe;

/** Classes whose objects hash by identity, which differs from run to run. */
final class Identity {

    private static final ClassValue<Boolean> INHERITED =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    try {
                        return type.isHidden()
                                || type.getMethod("hashCode").getDeclaringClass() == Object.class;
                    } catch (NoSuchMethodException e) {
                        throw new AssertionError("every class has hashCode()", e);
                    }
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

    static boolean isInherited(Class<?> type) {
        return INHERITED.get(type);
    }
}
