// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.jdk;

import java.security.PrivilegedAction;
import java.security.PrivilegedExceptionAction;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.*;
import java.util.random.RandomGenerator;

/**
 * One method for each type of which an object is needed, to call a method on it or to hand it over.
 * The type that a method returns is what it is for; where there is none for a public class, the
 * public constructor with the fewest parameters makes the object.
 */
public final class Instances {

    private Instances() {}

    public static boolean ofBoolean() {
        return true;
    }

    public static int ofInt() {
        return 1;
    }

    public static long ofLong() {
        return 1;
    }

    public static short ofShort() {
        return 1;
    }

    public static float ofFloat() {
        return 1;
    }

    public static double ofDouble() {
        return 1;
    }

    public static byte[] ofBytes() {
        return new byte[2];
    }

    public static int[] ofInts() {
        return new int[2];
    }

    public static long[] ofLongs() {
        return new long[2];
    }

    public static boolean[] ofBooleans() {
        return new boolean[2];
    }

    public static Object[] ofObjects() {
        return new Object[] {new Element(), new Element()};
    }

    public static Thread[] ofThreads() {
        return new Thread[2];
    }

    public static CompletableFuture<?>[] ofFutures() {
        return new CompletableFuture<?>[] {ofCompletableFuture(), ofCompletableFuture()};
    }

    public static ForkJoinTask<?>[] ofTasks() {
        return new ForkJoinTask<?>[] {ofForkJoinTask(), ofForkJoinTask()};
    }

    public static Object ofObject() {
        return new Element();
    }

    public static String ofString() {
        return "SECONDS";
    }

    public static Class<?> ofClass() {
        return Element.class;
    }

    public static ClassLoader ofClassLoader() {
        return Instances.class.getClassLoader();
    }

    public static Thread ofThread() {
        return Thread.currentThread();
    }

    public static Throwable ofThrowable() {
        return new IllegalStateException("given");
    }

    public static Thread.UncaughtExceptionHandler ofHandler() {
        return (thread, e) -> {};
    }

    public static Runnable ofRunnable() {
        return () -> {};
    }

    public static Callable<Object> ofCallable() {
        return Element::new;
    }

    public static PrivilegedAction<Object> ofAction() {
        return Element::new;
    }

    public static PrivilegedExceptionAction<Object> ofExceptionAction() {
        return Element::new;
    }

    public static Duration ofDuration() {
        return Duration.ofSeconds(1);
    }

    public static ChronoUnit ofChronoUnit() {
        return ChronoUnit.SECONDS;
    }

    public static TimeUnit ofTimeUnit() {
        return TimeUnit.SECONDS;
    }

    public static Date ofDate() {
        return new Date(0);
    }

    public static Comparator<Object> ofComparator() {
        return (a, b) -> 0;
    }

    public static Collection<Object> ofCollection() {
        return new ArrayList<>(List.of(new Element(), new Element()));
    }

    public static Map<Object, Object> ofMap() {
        return ofSortedMap();
    }

    public static SortedMap<Object, Object> ofSortedMap() {
        return new TreeMap<>(Map.of(new Element(), new Element()));
    }

    public static SortedSet<Object> ofSortedSet() {
        return new TreeSet<>(ofCollection());
    }

    public static RandomGenerator ofRandomGenerator() {
        return RandomGenerator.of("SplittableRandom");
    }

    public static BiConsumer<Object, Object> ofBiConsumer() {
        return (a, b) -> {};
    }

    public static BiFunction<Object, Object, Object> ofBiFunction() {
        return (a, b) -> a;
    }

    public static BiPredicate<Object, Object> ofBiPredicate() {
        return (a, b) -> true;
    }

    public static BinaryOperator<Object> ofBinaryOperator() {
        return (a, b) -> a;
    }

    public static Consumer<Object> ofConsumer() {
        return a -> {};
    }

    public static DoubleBinaryOperator ofDoubleBinaryOperator() {
        return Double::sum;
    }

    public static Function<Object, Object> ofFunction() {
        return a -> new Element();
    }

    public static IntBinaryOperator ofIntBinaryOperator() {
        return Integer::sum;
    }

    public static IntFunction<Object> ofIntFunction() {
        return Object[]::new;
    }

    public static IntUnaryOperator ofIntUnaryOperator() {
        return a -> a + 1;
    }

    public static LongBinaryOperator ofLongBinaryOperator() {
        return Long::sum;
    }

    public static LongUnaryOperator ofLongUnaryOperator() {
        return a -> a + 1;
    }

    public static Predicate<Object> ofPredicate() {
        return a -> true;
    }

    public static Supplier<Object> ofSupplier() {
        return Element::new;
    }

    public static ToDoubleBiFunction<Object, Object> ofToDoubleBiFunction() {
        return (a, b) -> 1;
    }

    public static ToDoubleFunction<Object> ofToDoubleFunction() {
        return a -> 1;
    }

    public static ToIntBiFunction<Object, Object> ofToIntBiFunction() {
        return (a, b) -> 1;
    }

    public static ToIntFunction<Object> ofToIntFunction() {
        return a -> 1;
    }

    public static ToLongBiFunction<Object, Object> ofToLongBiFunction() {
        return (a, b) -> 1;
    }

    public static ToLongFunction<Object> ofToLongFunction() {
        return a -> 1;
    }

    public static UnaryOperator<Object> ofUnaryOperator() {
        return a -> a;
    }

    public static AtomicBoolean ofAtomicBoolean() {
        return new AtomicBoolean(true);
    }

    public static AtomicIntegerArray ofAtomicIntegerArray() {
        return new AtomicIntegerArray(2);
    }

    public static AtomicLongArray ofAtomicLongArray() {
        return new AtomicLongArray(2);
    }

    public static AtomicReferenceArray<Object> ofAtomicReferenceArray() {
        return new AtomicReferenceArray<>(2);
    }

    public static AtomicIntegerFieldUpdater<Element> ofIntegerUpdater() {
        return AtomicIntegerFieldUpdater.newUpdater(Element.class, "number");
    }

    public static AtomicLongFieldUpdater<Element> ofLongUpdater() {
        return AtomicLongFieldUpdater.newUpdater(Element.class, "large");
    }

    public static AtomicReferenceFieldUpdater<Element, Element> ofReferenceUpdater() {
        return AtomicReferenceFieldUpdater.newUpdater(Element.class, Element.class, "next");
    }

    public static Lock ofLock() {
        return new ReentrantLock();
    }

    public static ReadWriteLock ofReadWriteLock() {
        return new ReentrantReadWriteLock();
    }

    public static ReentrantReadWriteLock.ReadLock ofReadLock() {
        return new ReentrantReadWriteLock().readLock();
    }

    public static ReentrantReadWriteLock.WriteLock ofWriteLock() {
        return new ReentrantReadWriteLock().writeLock();
    }

    public static Condition ofCondition() {
        return new ReentrantLock().newCondition();
    }

    public static AbstractQueuedSynchronizer ofSynchronizer() {
        return new Synchronizers.Exclusive();
    }

    public static AbstractQueuedSynchronizer.ConditionObject ofConditionObject() {
        return new Synchronizers.Exclusive().condition();
    }

    public static AbstractQueuedLongSynchronizer ofLongSynchronizer() {
        return new Synchronizers.ExclusiveLong();
    }

    public static AbstractQueuedLongSynchronizer.ConditionObject ofLongConditionObject() {
        return new Synchronizers.ExclusiveLong().condition();
    }

    private static <Q extends Collection<Object>> Q filled(Q empty) {
        empty.addAll(ofCollection());
        return empty;
    }

    private static <M extends Map<Object, Object>> M filled(M empty) {
        empty.put(new Element(), new Element());
        return empty;
    }

    public static ArrayBlockingQueue<Object> ofArrayBlockingQueue() {
        return filled(new ArrayBlockingQueue<>(3));
    }

    public static BlockingQueue<Runnable> ofBlockingQueue() {
        return new LinkedBlockingQueue<>();
    }

    public static BlockingDeque<Object> ofBlockingDeque() {
        return filled(new LinkedBlockingDeque<>(3));
    }

    public static LinkedBlockingDeque<Object> ofLinkedBlockingDeque() {
        return filled(new LinkedBlockingDeque<>(3));
    }

    public static LinkedBlockingQueue<Object> ofLinkedBlockingQueue() {
        return filled(new LinkedBlockingQueue<>(3));
    }

    public static LinkedTransferQueue<Object> ofLinkedTransferQueue() {
        return filled(new LinkedTransferQueue<>());
    }

    public static TransferQueue<Object> ofTransferQueue() {
        return new LinkedTransferQueue<>();
    }

    public static PriorityBlockingQueue<Object> ofPriorityBlockingQueue() {
        return filled(new PriorityBlockingQueue<>());
    }

    public static DelayQueue<Delayed> ofDelayQueue() {
        return new DelayQueue<>(List.of(new Element(), new Element()));
    }

    public static Delayed ofDelayed() {
        return new Element();
    }

    public static ConcurrentHashMap<Object, Object> ofConcurrentHashMap() {
        return filled(new ConcurrentHashMap<>());
    }

    public static ConcurrentHashMap.KeySetView<Object, Boolean> ofKeySetView() {
        return filled(ConcurrentHashMap.newKeySet());
    }

    public static ConcurrentMap<Object, Object> ofConcurrentMap() {
        return ofConcurrentHashMap();
    }

    public static ConcurrentNavigableMap<Object, Object> ofConcurrentNavigableMap() {
        return ofConcurrentSkipListMap().descendingMap();
    }

    public static ConcurrentSkipListMap<Object, Object> ofConcurrentSkipListMap() {
        return filled(new ConcurrentSkipListMap<>());
    }

    public static ConcurrentSkipListSet<Object> ofConcurrentSkipListSet() {
        return filled(new ConcurrentSkipListSet<>());
    }

    public static ConcurrentLinkedDeque<Object> ofConcurrentLinkedDeque() {
        return filled(new ConcurrentLinkedDeque<>());
    }

    public static ConcurrentLinkedQueue<Object> ofConcurrentLinkedQueue() {
        return filled(new ConcurrentLinkedQueue<>());
    }

    public static CopyOnWriteArrayList<Object> ofCopyOnWriteArrayList() {
        return filled(new CopyOnWriteArrayList<>());
    }

    public static CopyOnWriteArraySet<Object> ofCopyOnWriteArraySet() {
        return filled(new CopyOnWriteArraySet<>());
    }

    public static CompletableFuture<Object> ofCompletableFuture() {
        return new CompletableFuture<>();
    }

    public static CompletionStage<Object> ofCompletionStage() {
        return new CompletableFuture<>().completeAsync(Element::new, Runnable::run);
    }

    public static Future<Object> ofFuture() {
        return new FutureTask<>(Element::new);
    }

    public static Future.State ofState() {
        return Future.State.RUNNING;
    }

    public static RunnableFuture<Object> ofRunnableFuture() {
        return new FutureTask<>(Element::new);
    }

    public static FutureTask<Object> ofFutureTask() {
        return new FutureTask<>(Element::new);
    }

    @SuppressWarnings("unchecked")
    public static RunnableScheduledFuture<Object> ofRunnableScheduledFuture() {
        return (RunnableScheduledFuture<Object>) ofScheduledFuture();
    }

    public static ScheduledFuture<Object> ofScheduledFuture() {
        return ofScheduledThreadPoolExecutor().schedule(ofCallable(), 1, TimeUnit.SECONDS);
    }

    public static Executor ofExecutor() {
        return Runnable::run;
    }

    public static ThreadFactory ofThreadFactory() {
        return Thread.ofPlatform().daemon().factory();
    }

    public static ThreadPoolExecutor ofThreadPoolExecutor() {
        return new ThreadPoolExecutor(
                1, 2, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(2), ofThreadFactory());
    }

    public static ExecutorService ofExecutorService() {
        return ofThreadPoolExecutor();
    }

    public static AbstractExecutorService ofAbstractExecutorService() {
        return ofThreadPoolExecutor();
    }

    public static ScheduledThreadPoolExecutor ofScheduledThreadPoolExecutor() {
        return new ScheduledThreadPoolExecutor(1, ofThreadFactory());
    }

    public static ScheduledExecutorService ofScheduledExecutorService() {
        return ofScheduledThreadPoolExecutor();
    }

    public static CompletionService<Object> ofCompletionService() {
        return ofExecutorCompletionService();
    }

    public static ExecutorCompletionService<Object> ofExecutorCompletionService() {
        return new ExecutorCompletionService<>(ofThreadPoolExecutor());
    }

    public static RejectedExecutionHandler ofRejectedExecutionHandler() {
        return new ThreadPoolExecutor.AbortPolicy();
    }

    public static ForkJoinPool ofForkJoinPool() {
        return new ForkJoinPool(2);
    }

    public static ForkJoinPool.ForkJoinWorkerThreadFactory ofForkJoinWorkerThreadFactory() {
        return ForkJoinPool.defaultForkJoinWorkerThreadFactory;
    }

    public static ForkJoinWorkerThread ofForkJoinWorkerThread() {
        return ofForkJoinWorkerThreadFactory().newThread(ofForkJoinPool());
    }

    public static ForkJoinPool.ManagedBlocker ofManagedBlocker() {
        return new Tasks.Blocker();
    }

    public static ForkJoinTask<?> ofForkJoinTask() {
        return ofRecursiveTask();
    }

    public static RecursiveTask<Object> ofRecursiveTask() {
        return new Tasks.Computed();
    }

    public static RecursiveAction ofRecursiveAction() {
        return new Tasks.Done();
    }

    public static CountedCompleter<?> ofCountedCompleter() {
        return new Tasks.Counted();
    }

    public static Flow.Subscriber<Object> ofSubscriber() {
        return new Tasks.Subscriber();
    }

    public static Flow.Subscription ofSubscription() {
        return new Tasks.Subscription();
    }

    public static Flow.Publisher<Object> ofPublisher() {
        return ofSubmissionPublisher();
    }

    public static Flow.Processor<Object, Object> ofProcessor() {
        return new Tasks.Processor();
    }

    public static SubmissionPublisher<Object> ofSubmissionPublisher() {
        return new SubmissionPublisher<>(Runnable::run, 2);
    }

    public static Semaphore ofSemaphore() {
        return new Semaphore(1);
    }

    public static CountDownLatch ofCountDownLatch() {
        return new CountDownLatch(1);
    }

    public static CyclicBarrier ofCyclicBarrier() {
        return new CyclicBarrier(2);
    }

    public static Phaser ofPhaser() {
        return new Phaser(2);
    }

    public static ThreadLocalRandom ofThreadLocalRandom() {
        return ThreadLocalRandom.current();
    }
}
