// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
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
 * local variables as they were, but for those that only what comes after the loop uses.
 */
final class Loops {

    /** No loop, or none that has been looked for. */
    static final Loops NONE = new Loops();

    /**
     * A loop.
     *
     * @param number tells it from others
     * @param fallsIn whether it is entered from the instruction before it
     * @param variables what it sets and what its own next rounds may use
     * @param results what it sets and what nothing but its end may use: a count of its rounds
     */
    record Loop(int number, boolean fallsIn, List<Variable> variables, List<Variable> results) {}

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
        Set<LabelNode> heads = heads(method);
        if (heads.isEmpty()) {
            return NONE;
        }
        Loops found = new Loops();
        Flow flow = new Flow(method);
        BitSet all = new BitSet();
        all.set(0, flow.size());
        LiveLocals live = new LiveLocals(flow, all);
        for (LabelNode head : heads) {
            Loop loop = loop(flow, head, live, numbers);
            if (loop != null) {
                found.loops.put(head.getLabel(), loop);
            }
        }
        return found;
    }

    /** The labels that jumps lead back to, and nothing else does. */
    private static Set<LabelNode> heads(MethodNode method) {
        InsnList code = method.instructions;
        Set<LabelNode> heads = new LinkedHashSet<>();
        Set<LabelNode> others = new HashSet<>();
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            others.add(block.handler);
        }
        for (AbstractInsnNode at : code) {
            if (at.getOpcode() == Opcodes.JSR) {
                return Set.of();
            }
            for (LabelNode target : Flow.targets(at)) {
                if (code.indexOf(target) < code.indexOf(at)) {
                    (at instanceof JumpInsnNode ? heads : others).add(target);
                }
            }
        }
        heads.removeAll(others);
        return heads;
    }

    /** Null for a loop that counts its rounds for their own sake. */
    private static @Nullable Loop loop(
            Flow flow, LabelNode label, LiveLocals live, IntSupplier numbers) {
        int head = flow.code().indexOf(label);
        BitSet body = flow.loop(head);
        LiveLocals liveWithin = new LiveLocals(flow, body);
        Set<Variable> variables = new LinkedHashSet<>();
        Set<Variable> results = new LinkedHashSet<>();
        for (int i = body.nextSetBit(0); i >= 0; i = body.nextSetBit(i + 1)) {
            AbstractInsnNode at = flow.code().get(i);
            Variable set = set(at);
            if (set == null || !live.isLive(head, set.slot(), set.kind())) {
                continue;
            }
            boolean within = liveWithin.isLive(head, set.slot(), set.kind());
            if (within && at instanceof IincInsnNode) {
                return null;
            }
            (within ? variables : results).add(set);
        }
        return new Loop(
                numbers.getAsInt(), fallsIn(label), List.copyOf(variables), List.copyOf(results));
    }

    private static @Nullable Variable set(AbstractInsnNode at) {
        return switch (at) {
            case IincInsnNode count -> new Variable(count.var, 0);
            case VarInsnNode access when LiveLocals.kindOfStore(access) >= 0 ->
                    new Variable(access.var, LiveLocals.kindOfStore(access));
            default -> null;
        };
    }

    private static boolean fallsIn(LabelNode head) {
        AbstractInsnNode before = head.getPrevious();
        while (before != null && before.getOpcode() < 0) {
            before = before.getPrevious();
        }
        return before == null || !Flow.isEnd(before);
    }
}
