// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import dev.tandem.explore.ExploreRequest;
import dev.tandem.explore.ExploreRequest.Kind;
import dev.tandem.explore.world.Environment.Time;
import dev.tandem.spi.WorkloadSpec.Level;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Beside {@code @Test} or {@code @ParameterizedTest}: the test is driven through its interleavings,
 * and fails if one of them fails. On a class it holds for all its tests.
 *
 * <pre>
 *   &#64;Test
 *   &#64;Explore
 *   void nothingIsLost() throws InterruptedException { … }
 * </pre>
 *
 * <p>Every interleaving is an execution of its own: a new object of the class, static state as new,
 * {@code @BeforeAll}, {@code @BeforeEach}, the test, {@code @AfterEach}, {@code @AfterAll}, those
 * of the classes around a {@code @Nested} one included. The object that JUnit makes is not used;
 * extensions and what they inject are left out. Arguments can be numbers, texts, constants of an
 * enum and other values of {@code java.lang}, {@code java.math} and {@code java.time}. A time limit
 * such as {@code @Timeout} is for the exploration as a whole.
 *
 * <p>It happens in another JVM, which is started once for all tests, unless this one was started
 * with what the explorer needs.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(ExploreExtension.class)
public @interface Explore {

    /** How schedules are chosen. */
    Kind strategy() default Kind.DFS;

    /**
     * Which operations are points of choice. Of several levels {@code SYNC} comes first, and then
     * the others as long as nothing is found and time is left.
     */
    Level[] level() default {Level.SYNC, Level.MEMORY};

    /** How many preemptions a schedule may have under {@code DFS}; any number by default. */
    int preemptions() default ExploreRequest.UNBOUNDED;

    /** Whether only one of each class of equivalent schedules is run under {@code DFS}. */
    boolean reduction() default true;

    /** How many waits at most end for no reason in an execution. */
    int spurious() default 1;

    /** When a thread's first time-out at a place comes. */
    Time time() default Time.ANY;

    /** After how many executions to stop. */
    long executions() default 1_000_000;

    /** After how many steps an execution is a livelock. */
    int steps() default 20_000;

    /** After how long to stop, such as {@code 500ms}, {@code 10s} or {@code 1m}. */
    String timeLimit() default "1m";

    /** What random schedules, and random numbers of the test, are made from. */
    long seed() default 42;

    /** The number of ordering constraints that {@code PCT} aims at. */
    int depth() default 3;

    /** Whether to go on after a failure, for the whole table of outcomes. */
    boolean all() default false;

    /** How many threads search; one, and one for each further core after a second, by default. */
    int workers() default ExploreRequest.ALL_CORES;

    /**
     * Whether the test fails when a limit has ended the search, though nothing was found until
     * then.
     */
    boolean proof() default false;

    /**
     * Packages, and classes by their full names, that are explored; all by default. What is not
     * explored is one step: see {@link dev.tandem.explore.rewriting.Scope}.
     */
    String[] include() default {};

    /** Packages, and classes by their full names, that are not explored. */
    String[] exclude() default {};
}
