// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which local variables are live before each of some instructions of a method: what they hold may
 * still be used by one of these. What only counts itself is not a use, so a variable from which
 * nothing but its own next value comes is not live (strongly live variables, Giegerich, Möncke and
 * Wilhelm, 1981).
 *
 * <p>A variable is a slot together with the kind of what it holds, as the compiler uses slots
 * again.
 */
final class LiveLocals {

    /** The kinds of values, in the order of their instructions. */
    static final String KINDS = "IJFDA";

    private static final int COUNT = KINDS.length();

    private final Flow flow;
    private final BitSet among;
    private final BitSet[] before;

    /**
     * @param among the instructions whose uses count
     */
    LiveLocals(Flow flow, BitSet among) {
        this.flow = flow;
        this.among = among;
        before = new BitSet[flow.size()];
        for (int i = 0; i < before.length; i++) {
            before[i] = new BitSet();
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = among.length() - 1; i >= 0; i = among.previousSetBit(i - 1)) {
                changed |= flow(i);
            }
        }
    }

    /** Whether a variable is live before an instruction. */
    boolean isLive(int instruction, int slot, int kind) {
        return before[instruction].get(slot * COUNT + kind);
    }

    private boolean flow(int index) {
        BitSet live = new BitSet();
        for (int next : flow.next(index)) {
            if (among.get(next)) {
                live.or(before[next]);
            }
        }
        if (flow.code().get(index) instanceof VarInsnNode variable) {
            access(variable, live);
        }
        boolean changed = !live.equals(before[index]);
        before[index].or(live);
        return changed;
    }

    private void access(VarInsnNode variable, BitSet live) {
        int kind = kindOfStore(variable);
        if (kind >= 0) {
            int slots = isWide(kind) ? 2 : 1;
            live.clear(variable.var * COUNT, (variable.var + slots) * COUNT);
        } else if (variable.getOpcode() <= Opcodes.ALOAD) {
            int loaded = variable.getOpcode() - Opcodes.ILOAD;
            VarInsnNode store = counted(variable);
            if (store == null || isLiveAfter(store, variable.var, loaded)) {
                live.set(variable.var * COUNT + loaded);
            }
        }
    }

    private boolean isLiveAfter(VarInsnNode store, int slot, int kind) {
        return isLive(flow.code().indexOf(store) + 1, slot, kind);
    }

    /** The instruction that stores a variable, if a load is for nothing but to count in it. */
    private static @Nullable VarInsnNode counted(VarInsnNode load) {
        AbstractInsnNode constant = real(load.getNext());
        AbstractInsnNode result = constant == null ? null : real(constant.getNext());
        AbstractInsnNode store = result == null ? null : real(result.getNext());
        return constant != null
                        && isConstant(constant.getOpcode())
                        && result != null
                        && counts(result.getOpcode())
                        && store instanceof VarInsnNode stored
                        && stored.var == load.var
                        && kindOfStore(stored) == load.getOpcode() - Opcodes.ILOAD
                ? stored
                : null;
    }

    private static boolean isConstant(int opcode) {
        return opcode > Opcodes.ACONST_NULL && opcode <= Opcodes.LDC;
    }

    /** Whether an instruction computes a number from two others, whatever they are. */
    private static boolean counts(int opcode) {
        return (opcode >= Opcodes.IADD && opcode <= Opcodes.DMUL)
                || (opcode >= Opcodes.ISHL && opcode <= Opcodes.LXOR);
    }

    private static @Nullable AbstractInsnNode real(@Nullable AbstractInsnNode from) {
        AbstractInsnNode at = from;
        while (at != null && at.getOpcode() < 0) {
            at = at.getNext();
        }
        return at;
    }

    /** The kind of what an instruction stores; below 0 if it stores nothing. */
    static int kindOfStore(VarInsnNode variable) {
        int opcode = variable.getOpcode();
        return opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE ? opcode - Opcodes.ISTORE : -1;
    }

    private static boolean isWide(int kind) {
        return KINDS.charAt(kind) == 'J' || KINDS.charAt(kind) == 'D';
    }
}
