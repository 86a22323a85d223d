// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.linearizable;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * No two threads may call the operation, or others of the same group, at once: such as {@code poll}
 * of a queue for a single consumer. In a scenario one thread calls all of a group.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OneThread {

    /** The name of the group. */
    String value() default "";
}
