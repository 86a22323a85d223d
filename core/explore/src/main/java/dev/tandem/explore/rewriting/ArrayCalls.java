// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.explore.world.Trace;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The methods of the JDK that access the elements of the arrays that they are given. */
final class ArrayCalls {

    private static final String ARRAYS = "java/util/Arrays";

    private ArrayCalls() {}

    static boolean isOne(String owner, String name, String type) {
        return (owner.equals(ARRAYS) && type.startsWith("(["))
                || isCopy(owner, name)
                || isClone(owner, name);
    }

    private static boolean isClone(String owner, String name) {
        return owner.startsWith("[") && name.equals("clone");
    }

    private static boolean isCopy(String owner, String name) {
        return owner.equals("java/lang/System") && name.equals("arraycopy");
    }

    private static boolean writes(String name) {
        return name.equals("fill") || name.equals("sort") || name.equals("setAll");
    }

    /**
     * Writes the call of such a method, with what makes the accesses known.
     *
     * @param ordering whether the accesses order threads
     */
    static void write(MemoryRewriter to, String owner, String name, String type, boolean ordering) {
        int kind = ordering ? Trace.SYNCHRONISING : 0;
        if (isCopy(owner, name)) {
            to.push(kind);
            to.gate("copy", "(Ljava/lang/Object;ILjava/lang/Object;III)V");
            return;
        }
        if (isClone(owner, name)) {
            to.plain(Opcodes.DUP, Opcodes.ICONST_0);
            to.push(kind);
            to.gate("touchElements", "(Ljava/lang/Object;ZI)V");
            to.plain(Opcodes.INVOKEVIRTUAL, owner, name, type, false);
            return;
        }
        String bridge =
                to.rewriter.bridge(
                        type,
                        code -> {
                            touch(code, type, writes(name), kind);
                            MemoryRewriter.arguments(code, type);
                            code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, type, false);
                        },
                        false);
        to.call(bridge, type);
    }

    private static void touch(MethodVisitor code, String type, boolean write, int kind) {
        int local = 0;
        Type[] arguments = Type.getArgumentTypes(type);
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].getSort() == Type.ARRAY) {
                boolean isPart = isInt(arguments, i + 1) && isInt(arguments, i + 2);
                code.visitVarInsn(Opcodes.ALOAD, local);
                if (isPart) {
                    code.visitVarInsn(Opcodes.ILOAD, local + 1);
                    code.visitVarInsn(Opcodes.ILOAD, local + 2);
                }
                code.visitInsn(write ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
                code.visitLdcInsn(kind);
                Generated.gate(
                        code,
                        "touchElements",
                        isPart ? "(Ljava/lang/Object;IIZI)V" : "(Ljava/lang/Object;ZI)V");
            }
            local += arguments[i].getSize();
        }
    }

    /** After an array come the ends of the part that is accessed, if it is not the whole. */
    private static boolean isInt(Type[] arguments, int index) {
        return index < arguments.length && arguments[index].getSort() == Type.INT;
    }
}
