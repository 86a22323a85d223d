// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * On a test: it is run once, in just the schedule that a failure of {@link Explore} has named. The
 * test then does the same every time, and stops at breakpoints: where it is run in another JVM, a
 * debugger that is at this one is told to which port of the other it can be attached.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(ExploreExtension.class)
public @interface Replay {

    /** The schedule, as the failure has it: one of the classes as they were then. */
    String value() default "";

    /**
     * In place of the schedule the name of a file, seen from the working directory of the tests,
     * that the parameter {@code tandem.schedules} or {@code explore --save} has led to. It holds as
     * long as the test takes the same steps, and the test says which one has changed when it does
     * not.
     */
    String file() default "";
}
