// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import dev.tandem.spi.TandemException.Usage;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Explores a test in place of calling it. */
final class ExploreExtension implements InvocationInterceptor {

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        // It is called in every execution; see Explore.
        invocation.skip();
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        invocation.skip();
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws InterruptedException {
        invocation.skip();
        explore(method, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws InterruptedException {
        invocation.skip();
        if (AnnotationSupport.isAnnotated(method.getExecutable(), RepeatedTest.class)) {
            throw new Usage(
                    name(method)
                            + " has @RepeatedTest, and an exploration comes to the same however often it is repeated; @Test would do, with another seed where it draws");
        }
        explore(method, context);
    }

    @Override
    public <T> T interceptTestFactoryMethod(
            Invocation<T> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        throw new Usage(
                name(method)
                        + " has @TestFactory, and what it makes cannot be explored; a test for each can, or @ParameterizedTest");
    }

    private static void explore(ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws InterruptedException {
        Method method = call.getExecutable();
        Optional<Explore> explore = find(Explore.class, call);
        Optional<Replay> replay = AnnotationSupport.findAnnotation(method, Replay.class);
        Settings settings =
                SuiteTime.limited(explore.map(Settings::of).orElseGet(Settings::usual), context);
        Task task =
                new Task(
                        call.getTargetClass().getName(),
                        method.getName(),
                        Arguments.of(name(call), method.getParameterTypes(), call.getArguments()),
                        settings,
                        replay.map(given -> Schedules.find(given.value(), given.file(), name(call)))
                                .orElse(""));
        Report report =
                kept(Forks.run(task, call.getTargetClass().getClassLoader()), task, context);
        context.publishReportEntry(SummaryLine.ENTRY, report.summary());
        SummaryLine.print(task, report);
        Judge.judge(report, settings.proof());
    }

    private static Report kept(Report report, Task task, ExtensionContext context) {
        return context.getConfigurationParameter(Schedules.PARAMETER)
                .map(folder -> Schedules.keep(report, folder, task))
                .orElse(report);
    }

    /** The annotation of the method, else of its class, else of the classes around that. */
    private static <A extends Annotation> Optional<A> find(
            Class<A> type, ReflectiveInvocationContext<Method> call) {
        Optional<A> found = AnnotationSupport.findAnnotation(call.getExecutable(), type);
        Class<?> next = call.getTargetClass();
        while (found.isEmpty() && next != null) {
            found = AnnotationSupport.findAnnotation(next, type);
            next = next.getEnclosingClass();
        }
        return found;
    }

    private static String name(ReflectiveInvocationContext<Method> call) {
        return call.getTargetClass().getSimpleName() + "#" + call.getExecutable().getName();
    }
}
