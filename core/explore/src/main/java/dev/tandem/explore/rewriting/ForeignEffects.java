// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.explore.world.Effect;
import java.util.List;
import java.util.Set;

/** Which methods of classes that are not rewritten leave their receiver as it is. */
final class ForeignEffects {

    private static final List<String> READING =
            List.of(
                    "average",
                    "charAt",
                    "chars",
                    "charset",
                    "clone",
                    "codePoint",
                    "compareTo",
                    "contains",
                    "end",
                    "entrySet",
                    "equals",
                    "forEach",
                    "get",
                    "group",
                    "has",
                    "indexOf",
                    "intersects",
                    "is",
                    "iterator",
                    "keySet",
                    "lastIndexOf",
                    "length",
                    "malformed",
                    "max",
                    "size",
                    "spliterator",
                    "start",
                    "stream",
                    "sub",
                    "to",
                    "unmappable",
                    "values");

    private static final Set<String> READING_WHOLE =
            Set.of(
                    "after",
                    "array",
                    "arrayOffset",
                    "asReadOnlyBuffer",
                    "before",
                    "capacity",
                    "cardinality",
                    "countTokens",
                    "duplicate",
                    "inDaylightTime",
                    "nextClearBit",
                    "nextIndex",
                    "nextSetBit",
                    "observesDaylightTime",
                    "order",
                    "pattern",
                    "previousClearBit",
                    "previousIndex",
                    "previousSetBit",
                    "remaining",
                    "replacement",
                    "slice",
                    "useDaylightTime");

    private ForeignEffects() {}

    private static final Set<String> MOVING =
            Set.of("forEachRemaining", "next", "nextElement", "previous", "tryAdvance", "trySplit");

    /** The {@link Effect} that a method has. */
    static int of(String declaring, String name, String type) {
        if (isBuffer(declaring)) {
            return ofBuffer(name, type);
        }
        boolean moves = !declaring.equals("java/util/Scanner") && MOVING.contains(name);
        return moves ? Effect.MOVES : changes(declaring, name) ? Effect.CHANGES : Effect.READS;
    }

    private static boolean changes(String declaring, String name) {
        if (name.equals("equals") || name.equals("hashCode") || name.equals("toString")) {
            return false;
        }
        return switch (declaring) {
            // To ask a calendar for a field computes what has not been computed yet.
            case "java/util/Calendar", "java/util/GregorianCalendar" ->
                    !name.equals("before") && !name.equals("after") && !name.equals("compareTo");
            // Whether there is more is found by reading it.
            case "java/util/Scanner" -> true;
            default -> !isReading(name);
        };
    }

    private static boolean isBuffer(String declaring) {
        return declaring.startsWith("java/nio/") && declaring.endsWith("Buffer");
    }

    /** What has no index goes on from where the buffer is. */
    private static int ofBuffer(String name, String type) {
        if (name.startsWith("put") || name.equals("append") || name.equals("compact")) {
            return Effect.CHANGES;
        }
        boolean reads =
                switch (name) {
                    case "hashCode" -> true;
                    case "position", "limit", "order" -> type.startsWith("()");
                    default ->
                            name.startsWith("get")
                                    ? type.startsWith("(I")
                                    : name.startsWith("as") || isReading(name);
                };
        return reads ? Effect.READS : Effect.MOVES;
    }

    private static boolean isReading(String name) {
        return READING_WHOLE.contains(name) || READING.stream().anyMatch(name::startsWith);
    }

    /** Whether what a method returns has been created by it, and never met before. */
    static boolean isFactory(String declaring, String name) {
        if (name.equals("clone")) {
            return ForeignTypes.isForeign(declaring, name);
        }
        return switch (declaring) {
            case "java/util/Calendar",
                    "java/security/KeyPairGenerator",
                    "java/security/MessageDigest",
                    "java/security/Signature",
                    "javax/crypto/Cipher",
                    "javax/crypto/KeyAgreement",
                    "javax/crypto/KeyGenerator",
                    "javax/crypto/Mac" ->
                    name.equals("getInstance");
            case "java/nio/charset/Charset" ->
                    name.equals("newDecoder") || name.equals("newEncoder");
            case "java/util/regex/Pattern" -> name.equals("matcher");
            default ->
                    (isBuffer(declaring) && name.startsWith("allocate"))
                            || (declaring.startsWith("java/text/")
                                    && name.startsWith("get")
                                    && name.endsWith("Instance"));
        };
    }
}
