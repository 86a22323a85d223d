// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.explore.rewriting.Places.Place;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * What a {@code synchronized} method becomes: one that enters the monitor, calls the original body,
 * and leaves the monitor.
 */
final class SynchronizedMethod {

    private SynchronizedMethod() {}

    /**
     * @param body what the original body is called
     */
    static void write(MethodVisitor mv, ClassRewriter rewriter, MethodNode method, String body) {
        String owner = rewriter.name;
        String type = method.desc;
        boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
        Label begin = new Label();
        Label end = new Label();
        Label handler = new Label();
        mv.visitCode();
        mv.visitTryCatchBlock(begin, end, handler, null);
        tell(mv, rewriter, method);
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

    /** The monitor is asked for where the method begins. */
    private static void tell(MethodVisitor mv, ClassRewriter rewriter, MethodNode method) {
        int line = StaticState.firstLine(method);
        if (rewriter.isBackground() || Names.isObservableLock(rewriter.name) || line == 0) {
            return;
        }
        Label start = new Label();
        mv.visitLabel(start);
        mv.visitLineNumber(line, start);
        String type = rewriter.name.replace('/', '.');
        mv.visitLdcInsn(
                rewriter.number(
                        new Place(type, method.name, rewriter.source, line, "synchronized")));
        Generated.gate(mv, "calls", "(I)V");
    }

    private static void gate(MethodVisitor mv, String owner, boolean isStatic, String method) {
        if (isStatic) {
            mv.visitLdcInsn(Type.getObjectType(owner));
        } else {
            mv.visitVarInsn(Opcodes.ALOAD, 0);
        }
        Generated.gate(mv, method, "(Ljava/lang/Object;)V");
    }
}
