// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes {@link Object#clone} known: the clone gets a number of its own, and its fields are read
 * again, one by one, for what the JVM has copied at once nobody has seen.
 */
final class Copying {

    private static final String COPY = "tandemCopy";
    private static final String OBJECT = "(Ljava/lang/Object;)V";

    private Copying() {}

    /** Whether a call copies an object of the class that it is in, or of one below. */
    static boolean isOne(int opcode, String declaring, String name) {
        return opcode == Opcodes.INVOKESPECIAL
                && declaring.equals("java/lang/Object")
                && name.equals("clone");
    }

    /** The clone is on the stack. */
    static void number(MethodRewriter to) {
        String owner = to.rewriter.name;
        to.plain(Opcodes.DUP);
        to.cast(owner);
        to.load(0);
        to.plain(Opcodes.INVOKEVIRTUAL, owner, COPY, OBJECT, false);
    }

    /**
     * Writes the method that copies the fields of a class.
     *
     * @param fields the types of those that can change, by name
     */
    static void write(ClassRewriter rewriter, String superName, Map<String, String> fields) {
        String owner = rewriter.name;
        MethodRewriter mv =
                rewriter.generated(Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC, COPY, OBJECT);
        MethodVisitor raw = mv.beneath();
        mv.visitCode();
        if (!rewriter.topmost) {
            raw.visitVarInsn(Opcodes.ALOAD, 0);
            raw.visitVarInsn(Opcodes.ALOAD, 1);
            raw.visitMethodInsn(Opcodes.INVOKESPECIAL, superName, COPY, OBJECT, false);
        } else if (rewriter.plan.tracked()) {
            Generated.number(raw, owner);
        }
        fields.forEach((field, type) -> {
            raw.visitVarInsn(Opcodes.ALOAD, 0);
            raw.visitVarInsn(Opcodes.ALOAD, 1);
            raw.visitTypeInsn(Opcodes.CHECKCAST, owner);
            mv.visitFieldInsn(Opcodes.GETFIELD, owner, field, type);
            raw.visitFieldInsn(Opcodes.PUTFIELD, owner, field, type);
        });
        mv.visitInsn(Opcodes.RETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }
}
