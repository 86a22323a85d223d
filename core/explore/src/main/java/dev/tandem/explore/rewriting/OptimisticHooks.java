// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Tells the world when somebody begins to read what a {@code StampedLock} protects without taking
 * it, and when that has turned out to be of no use: what is read in between by a thread that then
 * throws it away is no part of a data race.
 */
final class OptimisticHooks extends MethodVisitor {

    private static final String LOCK = "java/util/concurrent/locks/StampedLock";
    private static final String OBJECT = "Ljava/lang/Object;";

    private final String method;

    private OptimisticHooks(MethodVisitor next, String method) {
        super(Opcodes.ASM9, next);
        this.method = method;
    }

    /** What tells of a method, before what comes next; the latter when there is nothing to tell. */
    static MethodVisitor of(MethodVisitor next, String owner, String method) {
        return switch (method) {
            case "tryOptimisticRead",
                    "tryConvertToOptimisticRead",
                    "tryConvertToReadLock",
                    "tryConvertToWriteLock",
                    "validate" ->
                    owner.equals(LOCK) ? new OptimisticHooks(next, method) : next;
            default -> next;
        };
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == Opcodes.IRETURN) {
            super.visitInsn(Opcodes.DUP);
            visitVarInsn(Opcodes.ALOAD, 0);
            super.visitInsn(Opcodes.SWAP);
            tell("validated", "(" + OBJECT + "Z)V");
        } else if (opcode == Opcodes.LRETURN && method.endsWith("Lock")) {
            super.visitInsn(Opcodes.DUP2);
            visitVarInsn(Opcodes.LLOAD, 1);
            visitVarInsn(Opcodes.ALOAD, 0);
            tell("converted", "(JJ" + OBJECT + ")V");
        } else if (opcode == Opcodes.LRETURN) {
            visitVarInsn(Opcodes.ALOAD, 0);
            tell("begins", "(" + OBJECT + ")V");
        }
        super.visitInsn(opcode);
    }

    private void tell(String what, String type) {
        visitMethodInsn(Opcodes.INVOKESTATIC, Names.READ_AHEAD, what, type, false);
    }
}
