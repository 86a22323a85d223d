// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which local variables of a method are live before each of its instructions: what they hold may
 * still be used. What only counts itself is not a use, so a variable from which nothing but its own
 * next value comes is not live (strongly live variables, Giegerich, Möncke and Wilhelm, 1981).
 *
 * <p>A variable is a slot together with the kind of what it holds, as the compiler uses slots
 * again.
 */
final class LiveLocals {

    /** The kinds of values, in the order of their instructions. */
    static final String KINDS = "IJFDA";

    private static final int COUNT = KINDS.length();

    private final InsnList code;
    private final BitSet[] before;
    private final Map<AbstractInsnNode, List<BitSet>> handlers = new HashMap<>();

    LiveLocals(MethodNode method) {
        code = method.instructions;
        before = new BitSet[code.size()];
        for (int i = 0; i < before.length; i++) {
            before[i] = new BitSet();
        }
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            BitSet handler = at(block.handler);
            for (AbstractInsnNode in = block.start; in != block.end; in = in.getNext()) {
                handlers.merge(in, List.of(handler), LiveLocals::both);
            }
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = before.length - 1; i >= 0; i--) {
                changed |= flow(i);
            }
        }
    }

    private static List<BitSet> both(List<BitSet> some, List<BitSet> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** The variables that are live before an instruction. */
    private BitSet at(AbstractInsnNode instruction) {
        return before[code.indexOf(instruction)];
    }

    /** Whether a variable is live before an instruction. */
    boolean isLive(AbstractInsnNode before, int slot, int kind) {
        return at(before).get(slot * COUNT + kind);
    }

    private boolean flow(int index) {
        AbstractInsnNode instruction = code.get(index);
        BitSet live = new BitSet();
        if (!isEnd(instruction) && index + 1 < before.length) {
            live.or(before[index + 1]);
        }
        targets(instruction).forEach(target -> live.or(at(target)));
        if (instruction instanceof VarInsnNode variable) {
            access(variable, live);
        }
        handlers.getOrDefault(instruction, List.of()).forEach(live::or);
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
            if (store == null || isLive(store.getNext(), variable.var, loaded)) {
                live.set(variable.var * COUNT + loaded);
            }
        }
    }

    /** The instruction that stores a variable, if a load is for nothing but to add a constant. */
    private static @Nullable VarInsnNode counted(VarInsnNode load) {
        AbstractInsnNode constant = real(load.getNext());
        AbstractInsnNode sum = constant == null ? null : real(constant.getNext());
        AbstractInsnNode store = sum == null ? null : real(sum.getNext());
        return constant != null
                        && isConstant(constant.getOpcode())
                        && sum != null
                        && isSum(sum.getOpcode())
                        && store instanceof VarInsnNode stored
                        && stored.var == load.var
                        && kindOfStore(stored) == load.getOpcode() - Opcodes.ILOAD
                ? stored
                : null;
    }

    private static boolean isConstant(int opcode) {
        return opcode > Opcodes.ACONST_NULL && opcode <= Opcodes.LDC;
    }

    private static boolean isSum(int opcode) {
        return opcode >= Opcodes.IADD && opcode <= Opcodes.DSUB;
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

    /** Whether what comes after an instruction is never reached from there. */
    static boolean isEnd(AbstractInsnNode instruction) {
        int opcode = instruction.getOpcode();
        return opcode == Opcodes.GOTO
                || opcode == Opcodes.TABLESWITCH
                || opcode == Opcodes.LOOKUPSWITCH
                || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN)
                || opcode == Opcodes.ATHROW;
    }

    /** Where an instruction may jump to. */
    static List<LabelNode> targets(AbstractInsnNode instruction) {
        return switch (instruction) {
            case JumpInsnNode jump -> List.of(jump.label);
            case TableSwitchInsnNode table -> switched(table.labels, table.dflt);
            case LookupSwitchInsnNode lookup -> switched(lookup.labels, lookup.dflt);
            default -> List.of();
        };
    }

    private static List<LabelNode> switched(List<LabelNode> labels, LabelNode otherwise) {
        return Stream.concat(labels.stream(), Stream.of(otherwise)).toList();
    }
}
