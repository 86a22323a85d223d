// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Which instructions of a method may follow one another. Instructions are their indexes. */
final class Flow {

    private final InsnList code;
    private final List<List<Integer>> next = new ArrayList<>();

    Flow(MethodNode method) {
        code = method.instructions;
        for (AbstractInsnNode at : code) {
            List<Integer> successors = new ArrayList<>();
            targets(at).forEach(target -> successors.add(code.indexOf(target)));
            if (!isEnd(at) && at.getNext() != null) {
                successors.add(code.indexOf(at.getNext()));
            }
            next.add(successors);
        }
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            int handler = code.indexOf(block.handler);
            for (AbstractInsnNode in = block.start; in != block.end; in = in.getNext()) {
                next.get(code.indexOf(in)).add(handler);
            }
        }
    }

    InsnList code() {
        return code;
    }

    int size() {
        return next.size();
    }

    List<Integer> next(int instruction) {
        return next.get(instruction);
    }

    /**
     * The loop that begins at an instruction: those instructions from which something after it
     * leads back to it, without coming to it before.
     */
    BitSet loop(int head) {
        BitSet loop = new BitSet();
        loop.set(head);
        int before = 0;
        while (loop.cardinality() > before) {
            before = loop.cardinality();
            for (int i = size() - 1; i >= 0; i--) {
                int from = i;
                if (next(i).stream().anyMatch(to -> to == head ? from > head : loop.get(to))) {
                    loop.set(i);
                }
            }
        }
        return loop;
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
