// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Calls of memory segments, of which is told which bytes they access. For the search each is a call
 * of the segment as well, and those that are not here are no more than that.
 */
final class SegmentCalls {

    private static final String OWNER = "java/lang/foreign/MemorySegment";
    private static final String SEGMENT = "L" + OWNER + ";";
    private static final String LAYOUT = "Ljava/lang/foreign/MemoryLayout;";
    private static final String SEGMENTS = Names.INSIDE + "Segments";

    private SegmentCalls() {}

    static boolean isOne(String owner) {
        return owner.equals(OWNER);
    }

    /**
     * Tells of a call within a static method that has the same arguments.
     *
     * @param described the type of that method
     */
    static void write(MethodVisitor code, String name, String described) {
        switch (name) {
            case "get", "set" -> value(code, "value", name.equals("set"));
            case "getAtIndex", "setAtIndex" -> value(code, "indexed", name.startsWith("set"));
            case "getString", "toArray" -> all(code, 0, false);
            case "setString", "fill" -> all(code, 0, true);
            case "copyFrom" -> {
                all(code, 0, true);
                all(code, 1, false);
            }
            case "copy" -> {
                if (described.startsWith("(" + SEGMENT + "J" + SEGMENT + "JJ)")) {
                    copied(code, 0, false);
                    copied(code, 3, true);
                }
            }
            default -> {}
        }
    }

    private static void value(MethodVisitor code, String method, boolean write) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitVarInsn(Opcodes.LLOAD, 2);
        tell(code, method, LAYOUT + "J", write);
    }

    private static void all(MethodVisitor code, int segment, boolean write) {
        code.visitVarInsn(Opcodes.ALOAD, segment);
        tell(code, "all", "", write);
    }

    /** From a segment and an offset in the local variables from the given one on, or to them. */
    private static void copied(MethodVisitor code, int from, boolean write) {
        code.visitVarInsn(Opcodes.ALOAD, from);
        code.visitVarInsn(Opcodes.LLOAD, from + 1);
        code.visitVarInsn(Opcodes.LLOAD, 6);
        tell(code, "bytes", "JJ", write);
    }

    private static void tell(MethodVisitor code, String method, String what, boolean write) {
        code.visitInsn(write ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC, SEGMENTS, method, "(" + SEGMENT + what + "Z)V", false);
    }
}
