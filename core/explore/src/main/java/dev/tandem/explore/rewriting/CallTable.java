// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The methods of the JDK whose calls go to the world instead. A call of an instance method becomes
 * a call of a static one with the receiver first.
 */
final class CallTable {

    /**
     * @param owner the class that has the static method
     * @param name its name
     */
    record Target(String owner, String name) {}

    static final String SECURE_RANDOM = "java/security/SecureRandom";

    private static final String UNSAFE = "sun/misc/Unsafe";
    private static final Map<String, Target> TARGETS = new HashMap<>();

    private static final Set<String> NO_STEPS =
            Set.of(
                    "asList",
                    "fieldVarHandle",
                    "staticFieldVarHandle",
                    "acquireFence",
                    "fullFence",
                    "loadLoadFence",
                    "releaseFence",
                    "storeStoreFence",
                    "withInvokeBehavior",
                    "withInvokeExactBehavior",
                    "currentThread",
                    "getDefaultUncaughtExceptionHandler",
                    "threadId",
                    "nextName",
                    "identityHashCode",
                    "hashCode",
                    "random",
                    "register",
                    "availableProcessors",
                    "nanoTime",
                    "currentTimeMillis",
                    "getInstance",
                    "getInstanceStrong",
                    "create",
                    "getDefault",
                    "of",
                    "toIdentityString",
                    "threadContainer",
                    "randomUUID",
                    "system",
                    "systemDefaultZone",
                    "systemUTC",
                    "tickMillis",
                    "tickMinutes",
                    "tickSeconds",
                    "factory",
                    "unstarted",
                    "holdsLock",
                    "getStackTrace",
                    "isVirtual",
                    "addShutdownHook",
                    "removeShutdownHook");

    /** What tells of a thread what others, and it itself, may change at any moment. */
    private static final Set<String> OBSERVATIONS =
            Set.of("getState", "interrupted", "isAlive", "isInterrupted");

    private CallTable() {}

    private static void put(String owner, String toOwner, String... names) {
        for (String name : names) {
            int arrow = name.indexOf('>');
            String from = arrow < 0 ? name : name.substring(0, arrow);
            String to = arrow < 0 ? name : name.substring(arrow + 1);
            TARGETS.put(owner + "." + from, new Target(toOwner, to));
        }
    }

    static {
        put(
                "java/lang/Thread",
                Names.THREAD_CALLS,
                "currentThread",
                "start",
                "join",
                "sleep",
                "yield",
                "onSpinWait",
                "interrupt",
                "interrupted",
                "isInterrupted",
                "isAlive",
                "getState",
                "threadId",
                "getId>threadId",
                "getStackTrace",
                "holdsLock",
                "getDefaultUncaughtExceptionHandler",
                "setDefaultUncaughtExceptionHandler",
                "startVirtualThread");
        for (String builder :
                Set.of(
                        "java/lang/Thread$Builder",
                        "java/lang/Thread$Builder$OfPlatform",
                        "java/lang/Thread$Builder$OfVirtual")) {
            put(builder, Names.THREAD_CALLS, "start", "unstarted", "factory");
        }
        put(
                "java/lang/Object",
                Names.THREAD_CALLS,
                "wait>await",
                "notify>signal",
                "notifyAll>signalAll");
        put("java/lang/Object", Names.GATE, "hashCode");
        put("java/lang/System", Names.THREAD_CALLS, "nanoTime", "currentTimeMillis");
        put("java/lang/System", Names.GATE, "identityHashCode");
        put("java/lang/System", Names.INTERNALS, "exit");
        put(
                "java/time/Clock",
                Names.CLOCKS,
                "system",
                "systemDefaultZone",
                "systemUTC",
                "tickMillis",
                "tickMinutes",
                "tickSeconds");
        put("java/time/InstantSource", Names.CLOCKS, "system");
        put("java/util/Calendar", Names.CLOCKS, "getInstance");
        put("java/util/UUID", Names.INTERNALS, "randomUUID");
        put("java/util/concurrent/TimeUnit", Names.THREAD_CALLS, "sleep", "timedJoin", "timedWait");
        put("java/lang/Math", Names.GATE, "random");
        put("java/lang/StrictMath", Names.GATE, "random");
        put(SECURE_RANDOM, Names.DRAWS, "getInstance", "getInstanceStrong");
        put("java/util/random/RandomGenerator", Names.DRAWS, "getDefault", "of");
        put("java/util/random/RandomGeneratorFactory", Names.DRAWS, "create");
        put(
                "java/lang/invoke/VarHandle",
                Names.HANDLES,
                "acquireFence",
                "fullFence",
                "loadLoadFence",
                "releaseFence",
                "storeStoreFence",
                "withInvokeBehavior",
                "withInvokeExactBehavior");
        put(
                "java/lang/invoke/ConstantBootstraps",
                Names.HANDLES,
                "fieldVarHandle",
                "staticFieldVarHandle");
        put("java/lang/ref/Cleaner", Names.INTERNALS, "register");
        put("jdk/internal/misc/Unsafe", Names.INTERNALS, "park", "unpark");
        put(UNSAFE, Names.INTERNALS, "park>parkDirectly", "unpark>unparkDirectly");
        put(
                UNSAFE,
                Names.HANDLES,
                "loadFence>acquireFence",
                "storeFence>releaseFence",
                "fullFence");
        put("jdk/internal/ref/CleanerFactory", Names.INTERNALS, "cleaner");
        put(
                "jdk/internal/access/JavaLangAccess",
                Names.INTERNALS,
                "currentCarrierThread",
                "start",
                "threadContainer");
        put("java/util/Objects", Names.INTERNALS, "toIdentityString");
        put(
                "jdk/internal/access/JavaUtilConcurrentTLRAccess",
                Names.INTERNALS,
                "getThreadLocalRandomProbe",
                "advanceThreadLocalRandomProbe");
        put("jdk/internal/access/SharedSecrets", Names.INTERNALS, "setJavaUtilConcurrentFJPAccess");
        put("java/util/Collections", Names.INTERNALS, "shuffle");
        put("java/util/Arrays", Names.STAND_IN + "ArrayView", "asList");
        put(
                "java/lang/Runtime",
                Names.INTERNALS,
                "availableProcessors",
                "exit",
                "halt>exit",
                "addShutdownHook",
                "removeShutdownHook");
    }

    /** What asks {@code Unsafe} where something is, and accesses no memory. */
    private static final Set<String> QUESTIONS =
            Set.of(
                    "addressSize",
                    "arrayBaseOffset",
                    "arrayIndexScale",
                    "getUnsafe",
                    "objectFieldOffset",
                    "pageSize",
                    "staticFieldBase",
                    "staticFieldOffset",
                    "throwException");

    /** Whether a method accesses memory outside of the heap, which it is given the address of. */
    static boolean isOutside(String declaring, String type) {
        return declaring.equals(UNSAFE) && type.startsWith("(J");
    }

    /**
     * Why a call cannot be explored.
     *
     * @param declaring the class that declares the method
     */
    static Optional<String> refusal(String declaring, String name, String type) {
        boolean hidden =
                switch (declaring) {
                    case UNSAFE ->
                            !QUESTIONS.contains(name)
                                    && !isOutside(declaring, type)
                                    && !HandleAccess.isOne(declaring, name, type);
                    case "java/lang/invoke/VarHandle" -> name.equals("toMethodHandle");
                    case "java/lang/invoke/MethodHandles" ->
                            name.startsWith("varHandle")
                                    || name.equals("arrayElementGetter")
                                    || name.equals("arrayElementSetter");
                    default -> false;
                };
        boolean parallel =
                (declaring.equals("java/util/Arrays") && name.startsWith("parallel"))
                        || (declaring.startsWith("org/junit/")
                                && name.equals("assertTimeoutPreemptively"));
        String why =
                hidden
                        ? "accesses memory that the explorer does not see"
                        : parallel ? "starts threads that the explorer does not control" : "";
        return why.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "the program calls "
                                + MethodRewriter.simple(declaring)
                                + "."
                                + name
                                + ", which "
                                + why);
    }

    /**
     * @param declaring the class that declares the method
     * @return null when the call stays as it is
     */
    static @org.jspecify.annotations.Nullable Target of(String declaring, String name) {
        if (declaring.equals("java/lang/Object") && name.equals("equals")) {
            return null;
        }
        return TARGETS.get(declaring + "." + name);
    }

    /** Whether a class is one of the generators that draw from a seed of their own. */
    static boolean isGenerator(String name) {
        return name.equals("java/util/Random")
                || name.equals("java/util/SplittableRandom")
                || name.equals(SECURE_RANDOM);
    }

    /** Whether the call is one of a thread's life, and so a step in a report. */
    static boolean isStep(Target target) {
        return !NO_STEPS.contains(target.name());
    }

    /** Whether the call reads what another thread may write, as a volatile field. */
    static boolean isObservation(Target target) {
        return target.owner().equals(Names.THREAD_CALLS) && OBSERVATIONS.contains(target.name());
    }
}
