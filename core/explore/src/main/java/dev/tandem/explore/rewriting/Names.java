// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.Remapper;

/**
 * Which classes are rewritten, and what they are called then. Names are internal ones, with
 * slashes.
 *
 * <p>On a JVM a world has a loader of its own, which defines the program under its own name and the
 * JDK's classes as twins under {@link #PREFIX}. A native image has but one class of a name: there
 * the program is a twin as well.
 */
final class Names extends Remapper {

    static final String PREFIX = "dev/tandem/explored/";

    /** What stays outside of the world, but for what is meant to be driven. */
    private static final List<String> TANDEM =
            List.of(
                    "dev/tandem/spi/",
                    "dev/tandem/explore/",
                    "dev/tandem/lab/",
                    "dev/tandem/cli/",
                    "dev/tandem/junit/",
                    "dev/tandem/testkit/");

    /** What a test asserts with: nobody wants to see it at work, or to wait for it. */
    private static final List<String> ASSERTIONS =
            List.of("org/junit/", "org/opentest4j/", "org/assertj/", "org/hamcrest/");

    static final String INSIDE = "dev/tandem/explore/inside/";
    static final String STAND_IN = "dev/tandem/explore/standin/";
    static final String GATE = INSIDE + "Gate";
    static final String THREAD_CALLS = INSIDE + "ThreadCalls";
    static final String INTERNALS = INSIDE + "Internals";
    static final String HANDLES = INSIDE + "Handles";
    static final String CLOCKS = INSIDE + "Clocks";
    static final String CONDITIONS = INSIDE + "Conditions";
    static final String DRAWS = INSIDE + "Draws";
    static final String READ_AHEAD = INSIDE + "ReadAhead";

    private static final String CONCURRENT = "java/util/concurrent/";

    /**
     * Types that the rest of the JDK deals in, and that neither block nor touch a thread by
     * themselves.
     */
    private static final Set<String> KEPT =
            Set.of(
                    "Callable",
                    "Executor",
                    "ThreadFactory",
                    "TimeUnit",
                    "Delayed",
                    "Flow",
                    "ConcurrentMap",
                    "ConcurrentNavigableMap",
                    "BlockingQueue",
                    "BlockingDeque",
                    "TransferQueue",
                    "locks/Lock",
                    "locks/Condition",
                    "locks/ReadWriteLock",
                    "atomic/AtomicIntegerFieldUpdater",
                    "atomic/AtomicLongFieldUpdater",
                    "atomic/AtomicReferenceFieldUpdater");

    private static final Set<String> COLLECTIONS =
            Set.of(
                    "AbstractCollection",
                    "AbstractList",
                    "AbstractMap",
                    "AbstractQueue",
                    "AbstractSequentialList",
                    "AbstractSet",
                    "ArrayDeque",
                    "ArrayList",
                    "Collections",
                    "HashMap",
                    "HashSet",
                    "Hashtable",
                    "LinkedHashMap",
                    "LinkedHashSet",
                    "LinkedList",
                    "PriorityQueue",
                    "Stack",
                    "SubList",
                    "TaskQueue",
                    "Timer",
                    "TimerTask",
                    "TimerThread",
                    "TreeMap",
                    "TreeSet",
                    "Vector");

    private static final Set<String> VIEWS =
            Set.of(
                    "descendingMap",
                    "descendingMapView",
                    "entrySet",
                    "entrySetView",
                    "keySet",
                    "navigableKeySet",
                    "navigableKeySetView",
                    "values");

    private static final String STREAMS = "java/util/stream/";

    /** What programs hand around; all else there works on it. */
    private static final Set<String> STREAM_TYPES =
            Set.of(
                    "BaseStream",
                    "Collector",
                    "DoubleStream",
                    "Gatherer",
                    "IntStream",
                    "LongStream",
                    "Stream");

    /** Other classes of the JDK in which threads wait for one another. */
    private static final Set<String> WAITING =
            Set.of(
                    "java/io/PipedInputStream",
                    "java/io/PipedOutputStream",
                    "java/io/PipedReader",
                    "java/io/PipedWriter",
                    "jdk/internal/misc/ThreadFlock");

    private static final Map<String, String> STAND_INS =
            Map.ofEntries(
                    Map.entry("java/lang/ThreadLocal", INSIDE + "TaskLocal"),
                    Map.entry("java/lang/InheritableThreadLocal", INSIDE + "InheritableTaskLocal"),
                    Map.entry("java/lang/ScopedValue", INSIDE + "TaskScoped"),
                    Map.entry("java/lang/ScopedValue$Carrier", INSIDE + "TaskScoped$Carrier"),
                    Map.entry("java/util/concurrent/locks/LockSupport", INSIDE + "TaskSupport"),
                    Map.entry("java/util/concurrent/ThreadLocalRandom", INSIDE + "TaskRandom"),
                    Map.entry("jdk/internal/vm/ScopedValueContainer", INSIDE + "ScopedBindings"),
                    Map.entry(
                            "jdk/internal/vm/ScopedValueContainer$BindingsSnapshot",
                            INSIDE + "ScopedBindings$Snapshot"),
                    Map.entry("jdk/internal/vm/StackableScope", INSIDE + "NestedScope"),
                    Map.entry("jdk/internal/vm/ThreadContainer", INSIDE + "NoContainer"),
                    Map.entry("jdk/internal/vm/ThreadContainers", INSIDE + "NoContainers"),
                    Map.entry(
                            "jdk/internal/vm/SharedThreadContainer", INSIDE + "NoSharedContainer"),
                    Map.entry("jdk/internal/invoke/MhUtil", INTERNALS),
                    Map.entry("jdk/internal/util/ArraysSupport", INTERNALS));

    /**
     * The classes of {@code java.util.concurrent} that keep something from one execution to the
     * next.
     */
    private static final Set<String> STATEFUL =
            Set.of(
                    "java/util/concurrent/ForkJoinPool",
                    "java/util/concurrent/CompletableFuture",
                    "java/util/concurrent/Executors$DefaultThreadFactory",
                    "java/util/concurrent/SubmissionPublisher",
                    "java/util/Timer");

    /** The packages of the modules of the JDK, some of which are called as any library's. */
    private static final Set<String> PLATFORM =
            ModuleLayer.boot().modules().stream()
                    .filter(module -> module.getName().matches("(java|jdk)\\..*"))
                    .flatMap(module -> module.getPackages().stream())
                    .map(name -> name.replace('.', '/'))
                    .collect(Collectors.toUnmodifiableSet());

    /** The prefix of the program's twins; empty where the program keeps its names. */
    private final String programs;

    private final String twins;
    private final String inside;

    private Names(String programs, String twins, String inside) {
        super(org.objectweb.asm.Opcodes.ASM9);
        this.programs = programs;
        this.twins = twins;
        this.inside = inside;
    }

    /** The names in a world with a loader of its own. */
    static Names ofLoader() {
        return new Names("", PREFIX, INSIDE);
    }

    /** The names in an image, in which what the rewritten classes call is a copy too. */
    static Names ofImage() {
        return new Names(PREFIX, PREFIX, PREFIX + INSIDE);
    }

    @Override
    public String map(String name) {
        String standIn = standIn(name);
        if (standIn.startsWith(INSIDE)) {
            return inside + standIn.substring(INSIDE.length());
        }
        return isTwinned(name) ? twins + name : isProgram(name) ? programs + name : name;
    }

    /** Whether a class of the JDK has a rewritten twin. */
    static boolean isTwinned(String name) {
        int nested = name.indexOf('$');
        String outer = nested < 0 ? name : name.substring(0, nested);
        if (isCollection(name) || WAITING.contains(outer)) {
            return true;
        }
        if (outer.startsWith(STREAMS)) {
            return !STREAM_TYPES.contains(outer.substring(STREAMS.length()));
        }
        return outer.startsWith(CONCURRENT)
                && !outer.endsWith("Exception")
                && !KEPT.contains(outer.substring(CONCURRENT.length()));
    }

    /** Whether a class is one of those that work on streams. */
    static boolean isOfStreams(String name) {
        return name.startsWith(STREAMS) && isTwinned(name);
    }

    /** Whether a type is one of streams. */
    static boolean isStream(String name) {
        return name.startsWith(STREAMS)
                && name.endsWith("Stream")
                && STREAM_TYPES.contains(name.substring(STREAMS.length()));
    }

    /**
     * Whether a class is one of those in {@code java.util} that threads can share, and that do not
     * protect themselves.
     */
    static boolean isCollection(String name) {
        if (!name.startsWith("java/util/") || name.lastIndexOf('/') != 9) {
            return false;
        }
        int nested = name.indexOf('$');
        return COLLECTIONS.contains(name.substring(10, nested < 0 ? name.length() : nested));
    }

    /**
     * Whether a field is one in which a collection keeps a view of itself. It is made again where
     * another thread has made it without being seen, and is the same to all who use it.
     */
    static boolean isView(String holder, String field) {
        return VIEWS.contains(field) && isCollection(holder);
    }

    /** Whether a class is one of those with a single value, or an array of values. */
    static boolean isAtomic(String name) {
        return name.startsWith(CONCURRENT + "atomic/Atomic") && !name.endsWith("Updater");
    }

    /** What stands in for a class of the JDK in the world; the class itself when nothing does. */
    static String standIn(String name) {
        return STAND_INS.getOrDefault(name, name);
    }

    /**
     * Whether a call of this class's methods is a call into {@code java.util.concurrent}, where
     * others may be met.
     */
    static boolean isEntry(String name) {
        if (!name.startsWith(CONCURRENT)) {
            return false;
        }
        return switch (name.substring(CONCURRENT.length())) {
            case "Callable", "ThreadFactory", "TimeUnit", "Executors", "ThreadLocalRandom" -> false;
            default -> !name.endsWith("Exception") && !name.startsWith("java/util/concurrent/Flow");
        };
    }

    static boolean isJdk(String name) {
        return name.startsWith("java/")
                || name.startsWith("javax/")
                || name.startsWith("jdk/")
                || name.startsWith("sun/")
                || PLATFORM.contains(name.substring(0, Math.max(0, name.lastIndexOf('/'))));
    }

    /** Whether a class is the program's, but stays as it is: whatever it does is one step. */
    static boolean isWhole(String name) {
        return ASSERTIONS.stream().anyMatch(name::startsWith);
    }

    /**
     * Why a class that is whole, whose method is of this type, cannot have it called, if it cannot.
     */
    static Optional<String> refusal(String owner, String type) {
        return Stream.concat(
                        Stream.of(Type.getArgumentTypes(type)), Stream.of(Type.getReturnType(type)))
                .filter(each -> each.getSort() == Type.OBJECT)
                .filter(each -> isTwinned(each.getInternalName()))
                .map(each ->
                        each.getClassName()
                                + " is handed to "
                                + owner.replace('/', '.')
                                + ", which is not explored and does not know it; hand over what it holds")
                .findFirst();
    }

    /**
     * Whether a class is neither the JDK's nor whole nor a part of tandem that stays outside the
     * world, as far as its name tells; see {@link Hierarchy#isProgram}.
     */
    static boolean isProgram(String name) {
        if (isJdk(name)
                || name.startsWith("[")
                || name.startsWith("org/jspecify/")
                || isWhole(name)
                || name.startsWith(PREFIX)) {
            return false;
        }
        if (TANDEM.stream().anyMatch(name::startsWith)) {
            return isObservableLock(name)
                    || name.equals("dev/tandem/spi/Crew")
                    || name.startsWith("dev/tandem/spi/Crew$")
                    || name.startsWith("dev/tandem/explore/samples/")
                    || name.startsWith(STAND_IN);
        }
        return true;
    }

    /** Whether a class is a lock that can be observed, or what one looks like. */
    static boolean isObservableLock(String name) {
        return name.startsWith("dev/tandem/spi/locks/");
    }

    /** Whether a class of {@code java.util.concurrent} keeps something between executions. */
    static boolean isStateful(String name) {
        return STATEFUL.contains(name);
    }

    static String original(String twin) {
        return twin.startsWith(PREFIX) ? twin.substring(PREFIX.length()) : twin;
    }
}
