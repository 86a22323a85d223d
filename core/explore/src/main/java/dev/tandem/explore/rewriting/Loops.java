// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The loops of a method in which a thread may wait for another: two rounds of one can leave the
 * local variables as they were. Those that count their rounds in a variable that is used are none.
 */
final class Loops {

    /** No loop, or none that has been looked for. */
    static final Loops NONE = new Loops();

    /**
     * A loop.
     *
     * @param number tells it from others
     * @param fallsIn whether it is entered from the instruction before it
     * @param variables what it sets and what may be used in its next round
     */
    record Loop(int number, boolean fallsIn, List<Variable> variables) {}

    /**
     * A local variable.
     *
     * @param kind as in {@link LiveLocals#KINDS}
     */
    record Variable(int slot, int kind) {}

    private final Map<Label, Loop> loops = new HashMap<>();

    private Loops() {}

    /** The loop that begins at a label; null if none does. */
    @Nullable Loop at(Label label) {
        return loops.get(label);
    }

    /**
     * @param numbers gives each its number
     */
    static Loops of(MethodNode method, IntSupplier numbers) {
        Map<LabelNode, JumpInsnNode> last = lastJumps(method);
        if (last.isEmpty()) {
            return NONE;
        }
        Loops found = new Loops();
        LiveLocals live = new LiveLocals(method);
        last.forEach((head, jump) -> {
            List<Variable> variables = variables(head, jump, live);
            if (variables != null) {
                boolean fallsIn = fallsIn(head);
                found.loops.put(head.getLabel(), new Loop(numbers.getAsInt(), fallsIn, variables));
            }
        });
        return found;
    }

    /** The last jump back to each label that nothing but such jumps leads back to. */
    private static Map<LabelNode, JumpInsnNode> lastJumps(MethodNode method) {
        InsnList code = method.instructions;
        Map<LabelNode, JumpInsnNode> last = new LinkedHashMap<>();
        Set<LabelNode> others = new HashSet<>();
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            others.add(block.handler);
        }
        for (AbstractInsnNode at : code) {
            if (at.getOpcode() == Opcodes.JSR) {
                return Map.of();
            }
            for (LabelNode target : LiveLocals.targets(at)) {
                boolean back = code.indexOf(target) < code.indexOf(at);
                if (back && at instanceof JumpInsnNode jump) {
                    last.put(target, jump);
                } else if (back) {
                    others.add(target);
                }
            }
        }
        last.keySet().removeAll(others);
        return last;
    }

    /** Null for a loop that counts. */
    private static @Nullable List<Variable> variables(
            LabelNode head, JumpInsnNode end, LiveLocals live) {
        Set<Variable> set = new LinkedHashSet<>();
        for (AbstractInsnNode at = head; at != end; at = at.getNext()) {
            if (at instanceof IincInsnNode count && live.isLive(head, count.var, 0)) {
                return null;
            }
            if (at instanceof VarInsnNode variable) {
                int kind = LiveLocals.kindOfStore(variable);
                if (kind >= 0 && live.isLive(head, variable.var, kind)) {
                    set.add(new Variable(variable.var, kind));
                }
            }
        }
        return new ArrayList<>(set);
    }

    private static boolean fallsIn(LabelNode head) {
        AbstractInsnNode before = head.getPrevious();
        while (before != null && before.getOpcode() < 0) {
            before = before.getPrevious();
        }
        return before == null || !LiveLocals.isEnd(before);
    }
}
