// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CTypeConversion;
import org.graalvm.word.PointerBase;

/** What loads the libraries of the system, as a native image can ask it; see dlopen(3). */
final class SystemLoader {

    private static final int RTLD_LAZY = 1;

    private SystemLoader() {}

    @CFunction("dlopen")
    private static native PointerBase dlopen(CCharPointer name, int flags);

    /** Whether it finds and loads a library, which then stays loaded. */
    static boolean has(String library) {
        try (var name = CTypeConversion.toCString(library)) {
            return dlopen(name.get(), RTLD_LAZY).isNonNull();
        }
    }
}
