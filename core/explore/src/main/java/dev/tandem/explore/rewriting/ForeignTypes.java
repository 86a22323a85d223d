// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What of the classes that are not rewritten can change, or reads and writes what it is handed. */
final class ForeignTypes {

    private static final String OBJECT = "java/lang/Object";
    private static final String STRING = "java/lang/String";

    /** What the program itself writes, or what calls nothing of its arguments but that. */
    private static final Set<String> CALLBACKS =
            Set.of(
                    "java/lang/AutoCloseable",
                    "java/lang/Class",
                    "java/lang/Comparable",
                    "java/lang/Runnable",
                    "java/lang/Thread",
                    "java/lang/Throwable",
                    "java/util/Comparator",
                    "java/util/Optional");

    private static final List<String> CALLBACK_PACKAGES =
            List.of(
                    "java/lang/invoke/",
                    "java/lang/reflect/",
                    "java/time/",
                    "java/util/concurrent/",
                    "java/util/function/");

    /** Types of parameters of which nothing can be read that others could write. */
    private static final Set<String> CONSTANT =
            Set.of(
                    "java/lang/Boolean",
                    "java/lang/Character",
                    "java/lang/Class",
                    "java/lang/ClassLoader",
                    "java/lang/Double",
                    "java/lang/Enum",
                    "java/lang/Exception",
                    "java/lang/Float",
                    "java/lang/Integer",
                    "java/lang/Long",
                    "java/lang/Number",
                    "java/lang/Runnable",
                    STRING,
                    "java/lang/Thread",
                    "java/lang/ThreadGroup",
                    "java/lang/Throwable",
                    "java/util/Comparator",
                    "java/util/Locale",
                    "java/util/Optional",
                    "java/util/Random",
                    "java/util/UUID");

    private static final List<String> CONSTANT_PACKAGES =
            List.of(
                    "java/lang/invoke/",
                    "java/lang/reflect/",
                    "java/math/",
                    "java/nio/charset/",
                    "java/nio/file/",
                    "java/time/",
                    "java/util/concurrent/",
                    "java/util/function/",
                    "java/util/regex/");

    /** Classes whose methods only read the arrays that they are handed. */
    private static final List<String> READERS =
            List.of(
                    "java/io/PrintStream",
                    "java/lang/AbstractStringBuilder",
                    "java/lang/Character",
                    STRING,
                    "java/lang/StringBuffer",
                    "java/lang/StringBuilder",
                    "java/nio/file/Path",
                    "java/util/EnumSet",
                    "java/util/List",
                    "java/util/Map",
                    "java/util/Objects",
                    "java/util/Set",
                    "java/util/stream/IntStream",
                    "java/util/stream/Stream");

    /** Methods of utilities that only read another object, of their own kind or not. */
    private static final Set<String> READING_OTHERS =
            Set.of(
                    "addAll",
                    "after",
                    "and",
                    "andNot",
                    "before",
                    "combine",
                    "compareTo",
                    "containsAll",
                    "intersects",
                    "or",
                    "putAll",
                    "removeAll",
                    "retainAll",
                    "setTime",
                    "xor");

    /** Methods that read an array that they are handed, if it is all that they are handed. */
    private static final Set<String> READING_ARRAYS =
            Set.of(
                    "decode",
                    "digest",
                    "doFinal",
                    "encode",
                    "encodeToString",
                    "nameUUIDFromBytes",
                    "update",
                    "write");

    /** What the names of classes end with that texts and bytes are read from and written to. */
    private static final List<String> STREAMS =
            List.of("Input", "Output", "Reader", "Stream", "Writer");

    private ForeignTypes() {}

    /** Whether a call has to be made known. */
    static boolean areAccessedBy(int opcode, String declaring, String name, String type) {
        return opcode != Opcodes.INVOKESPECIAL
                && (ForeignEffects.isFactory(declaring, name)
                        || (opcode != Opcodes.INVOKESTATIC && isForeign(declaring, name))
                        || isHanding(declaring, name, type));
    }

    /** Whether the receiver of a call may be an object that is not rewritten, and can change. */
    static boolean isForeign(String owner, String name) {
        return switch (owner) {
            case "java/lang/CharSequence",
                    "java/lang/Appendable",
                    "java/lang/Iterable",
                    "java/lang/StringBuffer",
                    "java/lang/StringBuilder",
                    "java/lang/AbstractStringBuilder" ->
                    true;
            case OBJECT -> name.equals("equals") || name.equals("toString");
            case "java/util/Locale", "java/util/UUID" -> false;
            case "java/io/StreamTokenizer",
                    "java/lang/foreign/MemorySegment",
                    "java/nio/charset/CharsetDecoder",
                    "java/nio/charset/CharsetEncoder",
                    "java/security/KeyPairGenerator",
                    "java/security/MessageDigest",
                    "java/security/Signature",
                    "java/time/format/DateTimeFormatterBuilder",
                    "java/util/regex/Matcher",
                    "javax/crypto/Cipher",
                    "javax/crypto/KeyAgreement",
                    "javax/crypto/KeyGenerator",
                    "javax/crypto/Mac" ->
                    true;
            default ->
                    isStream(owner)
                            || owner.startsWith("java/text/")
                            || owner.startsWith("javax/xml/")
                            || owner.startsWith("org/w3c/dom/")
                            || (owner.startsWith("java/nio/") && owner.endsWith("Buffer"))
                            || isUtility(owner);
        };
    }

    static boolean isStream(String owner) {
        return owner.startsWith("java/io/") && STREAMS.stream().anyMatch(owner::endsWith);
    }

    private static boolean isUtility(String owner) {
        return owner.startsWith("java/util/")
                && !Names.isTwinned(owner)
                && !owner.startsWith("java/util/function/")
                && !owner.startsWith("java/util/stream/")
                && !owner.startsWith("java/util/regex/")
                && !owner.startsWith("java/util/concurrent/")
                && !owner.startsWith("java/util/Optional");
    }

    /** Whether the JDK is handed something that it may read or write. */
    static boolean isHanding(String declaring, String name, String type) {
        return Names.isJdk(declaring)
                && !Names.isTwinned(declaring)
                && !CALLBACKS.contains(declaring)
                && CALLBACK_PACKAGES.stream().noneMatch(declaring::startsWith)
                && !name.startsWith("requireNonNull")
                && !name.equals("identityHashCode")
                && areAccessed(type);
    }

    static boolean areAccessed(String type) {
        for (Type argument : Type.getArgumentTypes(type)) {
            if (isAccessed(argument)) {
                return true;
            }
        }
        return false;
    }

    static boolean isAccessed(Type type) {
        if (type.getSort() < Type.ARRAY) {
            return false;
        }
        String name = type.getSort() == Type.OBJECT ? type.getInternalName() : "";
        return !Names.isTwinned(name)
                && !CONSTANT.contains(name)
                && CONSTANT_PACKAGES.stream().noneMatch(name::startsWith);
    }

    /**
     * Whether a method reads what it is handed before it returns, and does nothing else with it.
     */
    static boolean reads(String declaring, String name, String type) {
        return switch (declaring) {
            case "java/io/PrintStream",
                    "java/lang/AbstractStringBuilder",
                    "java/lang/StringBuffer",
                    "java/lang/StringBuilder" ->
                    true;
            case STRING -> !name.equals("equals") && !name.startsWith("get");
            case "java/util/Objects" -> name.startsWith("hash") || name.equals("toString");
            case "java/util/regex/Pattern" -> name.equals("matches");
            default ->
                    (declaring.startsWith("java/util/") && READING_OTHERS.contains(name))
                            || (declaring.startsWith("java/text/") && name.equals("format"))
                            || (READING_ARRAYS.contains(name) && isOfOneArray(type));
        };
    }

    private static boolean isOfOneArray(String type) {
        return type.startsWith("([B)") || type.startsWith("([C)");
    }

    static boolean writes(String owner, String name) {
        return !READERS.contains(owner) || name.startsWith("get");
    }
}
