// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** The calls of the JDK that a class initialiser can make and still be {@link Purity pure}. */
final class PureCalls {

    private static final String CONCURRENT = "java/util/concurrent/";

    /** Classes of the JDK whose objects never change. */
    private static final Set<String> IMMUTABLE =
            Set.of(
                    "java/lang/Boolean",
                    "java/lang/Byte",
                    "java/lang/Character",
                    "java/lang/Double",
                    "java/lang/Float",
                    "java/lang/Integer",
                    "java/lang/Long",
                    "java/lang/Math",
                    "java/lang/Short",
                    "java/lang/String",
                    "java/time/Duration");

    /** What parameters look like whose methods might be called. */
    private static final List<String> ASKED =
            List.of("[", "Ljava/lang/Object;", "Ljava/lang/CharSequence;", "Ljava/lang/Iterable;");

    /** Classes of the JDK that only remember what they are created with. */
    private static final Set<String> CREATED =
            Set.of(
                    "java/lang/Enum",
                    "java/lang/InheritableThreadLocal",
                    "java/lang/Object",
                    "java/lang/StringBuffer",
                    "java/lang/StringBuilder",
                    "java/lang/ThreadLocal",
                    "java/util/ArrayDeque",
                    "java/util/ArrayList",
                    "java/util/BitSet",
                    "java/util/EnumMap",
                    "java/util/HashMap",
                    "java/util/HashSet",
                    "java/util/Hashtable",
                    "java/util/IdentityHashMap",
                    "java/util/LinkedHashMap",
                    "java/util/LinkedHashSet",
                    "java/util/LinkedList",
                    "java/util/PriorityQueue",
                    "java/util/TreeMap",
                    "java/util/TreeSet",
                    "java/util/Vector");

    private static final Set<String> CREATED_CONCURRENT =
            Set.of(
                    "ArrayBlockingQueue",
                    "ConcurrentHashMap",
                    "ConcurrentLinkedDeque",
                    "ConcurrentLinkedQueue",
                    "ConcurrentSkipListMap",
                    "ConcurrentSkipListSet",
                    "CopyOnWriteArrayList",
                    "CountDownLatch",
                    "CyclicBarrier",
                    "Exchanger",
                    "LinkedBlockingDeque",
                    "LinkedBlockingQueue",
                    "PriorityBlockingQueue",
                    "Semaphore",
                    "SynchronousQueue",
                    "locks/ReentrantLock",
                    "locks/ReentrantReadWriteLock",
                    "locks/StampedLock");

    /** Static methods of the JDK that do nothing but create or check something. */
    private static final Map<String, Set<String>> STATIC =
            Map.ofEntries(
                    entry("java/util/List", Set.of("of")),
                    entry("java/util/Map", Set.of("of", "entry", "ofEntries")),
                    entry("java/util/Set", Set.of("of")),
                    entry("java/util/Optional", Set.of("of", "empty")),
                    entry("java/util/Objects", Set.of("requireNonNull")),
                    entry(
                            "java/util/Collections",
                            Set.of(
                                    "emptyList",
                                    "emptyMap",
                                    "emptySet",
                                    "synchronizedList",
                                    "synchronizedMap",
                                    "synchronizedSet",
                                    "unmodifiableList",
                                    "unmodifiableMap",
                                    "unmodifiableSet")),
                    entry("java/lang/ThreadLocal", Set.of("withInitial")),
                    entry("java/lang/ScopedValue", Set.of("newInstance")),
                    entry("java/nio/file/Path", Set.of("of")),
                    entry("java/util/regex/Pattern", Set.of("compile", "quote")),
                    entry(
                            "java/lang/invoke/MethodHandles",
                            Set.of("lookup", "privateLookupIn", "arrayElementVarHandle")));

    private static final Set<String> HARMLESS_ARGUMENTS =
            Set.of("Ljava/lang/String;", "Ljava/lang/Class;", "Ljava/util/Comparator;");

    private PureCalls() {}

    /** Whether a constructor only remembers what it is given. */
    static boolean isCreation(String owner, String type) {
        if (owner.endsWith("Exception") || owner.endsWith("Error")) {
            return true;
        }
        boolean atomic = owner.startsWith(CONCURRENT + "atomic/Atomic");
        boolean known =
                atomic
                        || CREATED.contains(owner)
                        || owner.equals("java/lang/Record")
                        || (owner.startsWith(CONCURRENT)
                                && CREATED_CONCURRENT.contains(
                                        owner.substring(CONCURRENT.length())));
        if (!known) {
            return false;
        }
        for (Type argument : Type.getArgumentTypes(type)) {
            boolean kept = atomic && argument.getDescriptor().equals("Ljava/lang/Object;");
            if (argument.getSort() >= Type.ARRAY
                    && !kept
                    && !HARMLESS_ARGUMENTS.contains(argument.getDescriptor())) {
                return false;
            }
        }
        return true;
    }

    /** Whether a method computes the same at any time, and changes nothing. */
    static boolean isCall(MethodInsnNode call) {
        return (IMMUTABLE.contains(call.owner)
                        && !call.name.equals("random")
                        && ASKED.stream().noneMatch(parameters(call)::contains))
                || (call.owner.startsWith(CONCURRENT + "atomic/Atomic")
                        && call.name.equals("newUpdater"))
                || (call.owner.equals("java/lang/Class")
                        && (call.name.equals("desiredAssertionStatus")
                                || call.name.equals("getName")
                                || call.name.equals("getSimpleName")))
                || (call.owner.equals("java/lang/invoke/MethodHandles$Lookup")
                        && call.name.equals("findVarHandle"))
                || STATIC.getOrDefault(call.owner, Set.of()).contains(call.name);
    }

    private static String parameters(MethodInsnNode call) {
        return call.desc.substring(0, call.desc.indexOf(')'));
    }

    /** Whether what makes a lambda or a text does nothing else. */
    static boolean isDynamic(InvokeDynamicInsnNode dynamic) {
        return switch (dynamic.bsm.getOwner()) {
            case "java/lang/invoke/LambdaMetafactory" -> true;
            case "java/lang/invoke/StringConcatFactory" -> {
                boolean pure = true;
                for (Type argument : Type.getArgumentTypes(dynamic.desc)) {
                    pure &=
                            argument.getSort() < Type.ARRAY
                                    || argument.getDescriptor().equals("Ljava/lang/String;");
                }
                yield pure;
            }
            default -> false;
        };
    }
}
