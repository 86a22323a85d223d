// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import org.jspecify.annotations.Nullable;

/**
 * Stands in for what the JDK knows of the scoped values that are bound where a scope of threads is
 * opened, and that its threads get.
 */
public final class ScopedBindings {

    private ScopedBindings() {}

    public static Snapshot captureBindings() {
        return new Snapshot(TaskScoped.innermost());
    }

    /** What is bound at one moment. */
    public static final class Snapshot {
        private final @Nullable Object scope;

        private Snapshot(@Nullable Object scope) {
            this.scope = scope;
        }

        /** Throws what is thrown for scopes that are not nested when other values are bound now. */
        void requireCurrent() {
            if (TaskScoped.innermost() != scope) {
                throw NestedScope.violation();
            }
        }

        /** Binds it for the running thread. */
        void bind() {
            TaskScoped.bind(scope);
        }
    }
}
