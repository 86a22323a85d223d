// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.ArrayDeque;
import java.util.Deque;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Has every array, and every object of a class that is not rewritten, numbered when it is created:
 * a rewritten class sees to that in its constructor.
 */
final class Allocations extends MethodVisitor {

    private static final String OBJECT = "(Ljava/lang/Object;)V";

    /** The objects under construction: whether each will be left on the stack, to be numbered. */
    private final Deque<Boolean> pending = new ArrayDeque<>();

    private boolean afterNew;
    private final Hierarchy hierarchy;

    Allocations(MethodVisitor next, Hierarchy hierarchy) {
        super(Opcodes.ASM9, next);
        this.hierarchy = hierarchy;
    }

    private void created(String how) {
        super.visitInsn(Opcodes.DUP);
        Generated.gate(mv, how, OBJECT);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        super.visitTypeInsn(opcode, type);
        afterNew = opcode == Opcodes.NEW;
        if (afterNew) {
            pending.push(false);
        } else if (opcode == Opcodes.ANEWARRAY) {
            created("created");
        }
    }

    @Override
    public void visitInsn(int opcode) {
        super.visitInsn(opcode);
        if (afterNew && opcode == Opcodes.DUP) {
            pending.pop();
            pending.push(true);
        }
        afterNew = false;
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String type, boolean itf) {
        super.visitMethodInsn(opcode, owner, name, type, itf);
        afterNew = false;
        if (name.equals("<init>")) {
            if (!pending.isEmpty() && pending.pop() && isNumbered(owner)) {
                created("created");
            }
        } else if (isFreshArray(owner, name, type)) {
            created("created");
        }
    }

    private boolean isNumbered(String owner) {
        return !hierarchy.isRewritten(owner)
                && !owner.endsWith("Exception")
                && !owner.endsWith("Error");
    }

    /** The methods of the JDK by which programs get most of the arrays that they do not create. */
    private static boolean isFreshArray(String owner, String name, String type) {
        return (name.equals("clone") && owner.startsWith("["))
                || (name.startsWith("copyOf") && owner.equals("java/util/Arrays"))
                || (owner.equals("java/lang/String") && type.contains(")["));
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        super.visitIntInsn(opcode, operand);
        afterNew = false;
        if (opcode == Opcodes.NEWARRAY) {
            created("created");
        }
    }

    @Override
    public void visitMultiANewArrayInsn(String type, int dimensions) {
        super.visitMultiANewArrayInsn(type, dimensions);
        afterNew = false;
        created("createdArrays");
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
        super.visitVarInsn(opcode, local);
        afterNew = false;
    }

    @Override
    public void visitLdcInsn(Object value) {
        super.visitLdcInsn(value);
        afterNew = false;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String type) {
        super.visitFieldInsn(opcode, owner, name, type);
        afterNew = false;
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        super.visitJumpInsn(opcode, label);
        afterNew = false;
    }
}
