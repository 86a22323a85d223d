// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * What a class file says about a class.
 *
 * @param methods names and descriptors, put together
 * @param fields the access flags of each field
 * @param parks whether it parks or unparks threads itself
 */
record Shape(
        String superName,
        List<String> interfaces,
        boolean isInterface,
        boolean isEnum,
        Set<String> methods,
        Map<String, Integer> fields,
        boolean hasInitializer,
        boolean parks) {

    /**
     * Beside the access flags of a field: it is marked as one that several threads may set without
     * seeing one another, and all of them alike.
     */
    static final int LAZY = 1 << 30;

    boolean isInitialisedInterface() {
        return isInterface && hasInitializer;
    }

    boolean hasStatics() {
        return hasInitializer
                || fields.values().stream()
                        .anyMatch(flags ->
                                (flags & Opcodes.ACC_STATIC) != 0
                                        && (flags & Opcodes.ACC_FINAL) == 0);
    }
}
