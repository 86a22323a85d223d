// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import java.util.Iterator;
import java.util.Set;
import java.util.Spliterator;
import java.util.zip.Checksum;

/**
 * Objects of the JDK that are not made for several threads: two calls on one of them, at least one
 * of which changes it, must be ordered.
 */
final class Unshared {

    private static final Set<String> CLASSES =
            Set.of(
                    "java.io.StringWriter",
                    "java.lang.StringBuilder",
                    "java.nio.Buffer",
                    "java.security.MessageDigest",
                    "java.security.Signature",
                    "java.text.BreakIterator",
                    "java.text.DateFormat",
                    "java.text.MessageFormat",
                    "java.text.NumberFormat",
                    "java.text.StringCharacterIterator",
                    "java.util.BitSet",
                    "java.util.Calendar",
                    "java.util.Date",
                    "java.util.DoubleSummaryStatistics",
                    "java.util.EnumMap",
                    "java.util.EnumSet",
                    "java.util.Formatter",
                    "java.util.IdentityHashMap",
                    "java.util.IntSummaryStatistics",
                    "java.util.LongSummaryStatistics",
                    "java.util.Scanner",
                    "java.util.SplittableRandom",
                    "java.util.StringJoiner",
                    "java.util.StringTokenizer",
                    "java.util.WeakHashMap",
                    "java.util.regex.Matcher",
                    "javax.crypto.Cipher",
                    "javax.crypto.Mac");

    /** Made for several threads although what they extend or implement is not. */
    private static final Set<String> SHARED =
            Set.of("java.text.ChoiceFormat", "java.util.Spliterators$EmptySpliterator");

    private static final ClassValue<Boolean> UNSHARED =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    return !extendsOneOf(SHARED, type)
                            && (isCursor(type)
                                    || Checksum.class.isAssignableFrom(type)
                                    || extendsOneOf(CLASSES, type));
                }
            };

    private Unshared() {}

    static boolean isOne(Object object) {
        return UNSHARED.get(object.getClass());
    }

    /** Whether an object goes through others, and changes nothing but where it is. */
    static boolean isCursor(Object object) {
        return isCursor(object.getClass());
    }

    private static boolean isCursor(Class<?> type) {
        return Iterator.class.isAssignableFrom(type) || Spliterator.class.isAssignableFrom(type);
    }

    /** The views of a map are classes within its own. */
    private static boolean extendsOneOf(Set<String> names, Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            String name = at.getName();
            int nested = name.indexOf('$');
            if (names.contains(name) || (nested > 0 && names.contains(name.substring(0, nested)))) {
                return true;
            }
        }
        return false;
    }
}
