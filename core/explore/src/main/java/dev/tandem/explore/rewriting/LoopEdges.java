// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.explore.rewriting.Loops.Loop;
import dev.tandem.explore.rewriting.Loops.Variable;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Tells the world when a method comes to a loop, and when it goes round one: of a loop in which it
 * may wait, with what its local variables hold then.
 */
final class LoopEdges {

    private static final String OBJECTS = "Ljava/lang/Object;Ljava/lang/Object;";

    private final MethodRewriter to;
    private final Loops loops;

    /** The labels that have been passed. */
    private final Set<Label> seen = new HashSet<>();

    /**
     * @param loops those in which it may wait
     */
    LoopEdges(MethodRewriter to, Loops loops) {
        this.to = to;
        this.loops = loops;
    }

    /** The code goes on at a label. */
    void pass(Label label) {
        Loop loop = loops.at(label);
        if (loop != null && loop.fallsIn()) {
            enter(loop);
        }
        seen.add(label);
    }

    /** A jump is about to be written. */
    void jump(int opcode, Label label) {
        Loop loop = loops.at(label);
        if (!seen.contains(label)) {
            enter(loop);
        } else if (loop == null) {
            to.gate("backEdge", "()V");
        } else {
            backEdge(loop, opcode);
        }
    }

    /** A switch, which leads back to none of these loops, is about to be written. */
    void branch(Label otherwise, Label... labels) {
        enter(loops.at(otherwise));
        for (Label label : labels) {
            enter(loops.at(label));
        }
    }

    private void enter(@Nullable Loop loop) {
        if (loop != null) {
            to.push(loop.number());
            to.gate("enterLoop", "(I)V");
        }
    }

    private void backEdge(Loop loop, int jump) {
        loop.variables().forEach(variable -> tell(variable, "local"));
        loop.results().forEach(variable -> tell(variable, "result"));
        String compared = compare(jump);
        if (!compared.isEmpty()) {
            to.push(jump);
        }
        to.push(loop.number());
        to.gate("spinEdge", "(" + compared + (compared.isEmpty() ? "I)V" : "II)V"));
    }

    private void tell(Variable variable, String as) {
        to.beneath().visitVarInsn(Opcodes.ILOAD + variable.kind(), variable.slot());
        char kind = LiveLocals.KINDS.charAt(variable.kind());
        to.gate(as, kind == 'A' ? "(Ljava/lang/Object;)V" : "(" + kind + ")V");
    }

    /** Puts on the stack, once more, what a jump compares; nothing if it is always taken. */
    private String compare(int jump) {
        if (jump == Opcodes.GOTO) {
            return "";
        }
        if (jump == Opcodes.IFNULL || jump == Opcodes.IFNONNULL) {
            to.plain(Opcodes.DUP, Opcodes.ACONST_NULL);
            return OBJECTS;
        }
        if (jump <= Opcodes.IFLE) {
            to.plain(Opcodes.DUP, Opcodes.ICONST_0);
            return "II";
        }
        to.plain(Opcodes.DUP2);
        return jump == Opcodes.IF_ACMPEQ || jump == Opcodes.IF_ACMPNE ? OBJECTS : "II";
    }
}
