// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Small pieces of code that are added to a class. */
final class Generated {

    private Generated() {}

    /** A call of the gate to the world. */
    static void gate(MethodVisitor to, String name, String type) {
        to.visitMethodInsn(Opcodes.INVOKESTATIC, Names.GATE, name, type, false);
    }

    /** A public method that returns a field. */
    static void getter(
            ClassVisitor to,
            String owner,
            String method,
            String field,
            String type,
            String returned) {
        MethodVisitor mv =
                to.visitMethod(
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC,
                        method,
                        "()" + returned,
                        null,
                        null);
        mv.visitCode();
        mv.visitVarInsn(Opcodes.ALOAD, 0);
        mv.visitFieldInsn(Opcodes.GETFIELD, owner, field, type);
        mv.visitInsn(Type.getType(returned).getOpcode(Opcodes.IRETURN));
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    /**
     * Gives {@code this} a number of its own.
     *
     * @param owner its class, the topmost one that is rewritten
     */
    static void number(MethodVisitor mv, String owner) {
        mv.visitVarInsn(Opcodes.ALOAD, 0);
        mv.visitInsn(Opcodes.DUP);
        gate(mv, "newId", "(Ljava/lang/Object;)I");
        mv.visitFieldInsn(Opcodes.PUTFIELD, owner, ClassRewriter.ID, "I");
    }

    /**
     * A hash code that is the same in every execution, for a class that would inherit the one of
     * {@link Object}.
     */
    static void hashCode(ClassVisitor to) {
        MethodVisitor mv =
                to.visitMethod(
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC, "hashCode", "()I", null, null);
        mv.visitCode();
        mv.visitVarInsn(Opcodes.ALOAD, 0);
        gate(mv, "identityHashCode", "(Ljava/lang/Object;)I");
        mv.visitInsn(Opcodes.IRETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }
}
