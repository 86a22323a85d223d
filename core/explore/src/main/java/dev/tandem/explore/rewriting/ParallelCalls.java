// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Calls that may return a stream which is worked on in parallel. A stream of the JDK's own is
 * replaced then by a twin, which works in the common pool of the world.
 */
final class ParallelCalls {

    private static final String ARRAYS = "java/util/Arrays";
    private static final String STREAMS = Names.STAND_IN + "ParallelStreams";

    private ParallelCalls() {}

    static boolean isOne(String name, String type) {
        return switch (name) {
            case "parallel", "parallelStream", "concat" ->
                    Names.isStream(Type.getReturnType(type).getInternalName());
            default -> false;
        };
    }

    /** What such a call has returned is on the stack. */
    static void control(MethodRewriter to, String type) {
        String stream = Type.getReturnType(type).getDescriptor();
        to.plain(Opcodes.INVOKESTATIC, STREAMS, "controlled", "(" + stream + ")" + stream, false);
    }

    static boolean isSort(String declaring, String name) {
        return declaring.equals(ARRAYS) && name.equals("parallelSort");
    }

    /** A small array is sorted by the caller alone, as the JDK does it. */
    static void sort(MethodRewriter to, String type) {
        String bridge =
                to.rewriter.bridge(
                        type,
                        code -> {
                            code.visitVarInsn(Opcodes.ALOAD, 0);
                            code.visitMethodInsn(
                                    Opcodes.INVOKESTATIC,
                                    Names.INTERNALS,
                                    "requireSmall",
                                    "(Ljava/lang/Object;)V",
                                    false);
                            MemoryRewriter.arguments(code, type);
                            code.visitMethodInsn(
                                    Opcodes.INVOKESTATIC,
                                    ARRAYS,
                                    "sort",
                                    type.replace("java/lang/Comparable", "java/lang/Object"),
                                    false);
                        },
                        true);
        to.call(bridge, type);
    }
}
