// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.jdk;

import java.util.concurrent.*;

/** Futures, tasks, and what executes them. See {@link Instances}. */
public final class FuturesAndPools {

    private FuturesAndPools() {}

    public static CompletableFuture<?>[] ofFutures() {
        return new CompletableFuture<?>[] {ofCompletableFuture(), ofCompletableFuture()};
    }

    public static ForkJoinTask<?>[] ofTasks() {
        return new ForkJoinTask<?>[] {ofForkJoinTask(), ofForkJoinTask()};
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
        return ofScheduledThreadPoolExecutor()
                .schedule(Functions.ofCallable(), 1, TimeUnit.SECONDS);
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
}
