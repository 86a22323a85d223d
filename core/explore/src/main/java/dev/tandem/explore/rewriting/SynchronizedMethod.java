// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What a {@code synchronized} method becomes: one that enters the monitor, calls the original body,
 * and leaves the monitor.
 */
final class SynchronizedMethod {

    private SynchronizedMethod() {}

    static void write(
            MethodVisitor mv, String owner, int flags, String method, String body, String type) {
        boolean isStatic = (flags & Opcodes.ACC_STATIC) != 0;
        Label begin = new Label();
        Label end = new Label();
        Label handler = new Label();
        mv.visitCode();
        mv.visitTryCatchBlock(begin, end, handler, null);
        gate(mv, owner, isStatic, "enter");
        mv.visitLabel(begin);
        int local = 0;
        if (!isStatic) {
            mv.visitVarInsn(Opcodes.ALOAD, local++);
        }
        for (Type argument : Type.getArgumentTypes(type)) {
            mv.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
            local += argument.getSize();
        }
        boolean itf = false;
        mv.visitMethodInsn(
                isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL, owner, body, type, itf);
        mv.visitLabel(end);
        gate(mv, owner, isStatic, "exit");
        mv.visitInsn(Type.getReturnType(type).getOpcode(Opcodes.IRETURN));
        mv.visitLabel(handler);
        mv.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Throwable"});
        gate(mv, owner, isStatic, "exit");
        mv.visitInsn(Opcodes.ATHROW);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private static void gate(MethodVisitor mv, String owner, boolean isStatic, String method) {
        if (isStatic) {
            mv.visitLdcInsn(Type.getObjectType(owner));
        } else {
            mv.visitVarInsn(Opcodes.ALOAD, 0);
        }
        mv.visitMethodInsn(
                Opcodes.INVOKESTATIC, Names.GATE, method, "(Ljava/lang/Object;)V", false);
    }
}
