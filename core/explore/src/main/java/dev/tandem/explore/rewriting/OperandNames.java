// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * What the arrays are called whose elements a method accesses, the locks that it takes, and what
 * else it may have to wait for: as the field or the local variable that the method has each of them
 * from.
 */
final class OperandNames {

    private static final String CAPTURED = "val$";
    private static final String CONCURRENT = "java/util/concurrent/";

    /** What the names of the methods begin with in which threads wait, of classes there. */
    private static final List<String> WAITS =
            List.of(
                    "acquire",
                    "arriveAndAwait",
                    "await",
                    "exchange",
                    "get",
                    "join",
                    "lock",
                    "put",
                    "take",
                    "transfer");

    /** What gives out a part of a lock, which is called as the lock is. */
    private static final Set<String> VIEWS =
            Set.of("asReadLock", "asReadWriteLock", "asWriteLock", "readLock", "writeLock");

    private final Hierarchy hierarchy;
    private final MethodNode method;
    private final InsnList code;
    private final @Nullable Frame<SourceValue>[] frames;

    /** Tells where a value comes from; to copy it on the stack changes nothing. */
    private static final class Sources extends SourceInterpreter {
        Sources() {
            super(Opcodes.ASM9);
        }

        @Override
        public SourceValue copyOperation(AbstractInsnNode instruction, SourceValue value) {
            int opcode = instruction.getOpcode();
            boolean onStack = opcode >= Opcodes.DUP && opcode <= Opcodes.SWAP;
            return onStack ? value : super.copyOperation(instruction, value);
        }
    }

    private OperandNames(String owner, MethodNode method, Hierarchy hierarchy)
            throws AnalyzerException {
        this.hierarchy = hierarchy;
        this.method = method;
        this.code = method.instructions;
        this.frames = new Analyzer<>(new Sources()).analyze(owner, method);
    }

    /**
     * The name for each access to an element and each call that may wait, in the order of the code;
     * empty where there is none.
     *
     * @param owner the class of the method
     */
    static List<String> of(String owner, MethodNode method, Hierarchy hierarchy) {
        List<String> names = new ArrayList<>();
        try {
            @Nullable OperandNames found = null;
            for (AbstractInsnNode at : method.instructions) {
                int above = above(at, hierarchy);
                if (above >= 0) {
                    found = found == null ? new OperandNames(owner, method, hierarchy) : found;
                    names.add(found.operand(at, above));
                }
            }
            return names;
        } catch (AnalyzerException e) {
            // What cannot be followed goes without names.
            return List.of();
        }
    }

    /**
     * Whether a call may wait for its receiver, so that this has a name.
     *
     * @param declaring the class that declares the method
     */
    static boolean mayWait(int opcode, String declaring, String name) {
        return opcode != Opcodes.INVOKESTATIC
                && Names.isEntry(declaring)
                && !declaring.startsWith(CONCURRENT + "atomic/")
                && !isView(declaring, name)
                && WAITS.stream().anyMatch(name::startsWith);
    }

    private static boolean isView(String owner, String name) {
        return owner.startsWith(CONCURRENT + "locks/") && VIEWS.contains(name);
    }

    /** How many values are on the stack above what is to be named; below 0 for nothing. */
    private static int above(AbstractInsnNode at, Hierarchy hierarchy) {
        int opcode = at.getOpcode();
        if (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
            return 1;
        }
        if (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
            return 2;
        }
        if (at instanceof MethodInsnNode call) {
            String declaring = hierarchy.declaring(call.owner, call.name, call.desc);
            return mayWait(opcode, declaring, call.name) ? Type.getArgumentCount(call.desc) : -1;
        }
        return opcode == Opcodes.MONITORENTER ? 0 : -1;
    }

    /** What an instruction finds on the stack, below so many values. */
    private String operand(AbstractInsnNode at, int above) {
        Frame<SourceValue> frame = frames[code.indexOf(at)];
        return frame == null ? "" : name(frame.getStack(frame.getStackSize() - 1 - above));
    }

    private String name(SourceValue value) {
        if (value.insns.size() != 1) {
            return "";
        }
        AbstractInsnNode from = value.insns.iterator().next();
        return switch (from.getOpcode()) {
            case Opcodes.GETFIELD, Opcodes.GETSTATIC -> field((FieldInsnNode) from);
            case Opcodes.ALOAD -> local((VarInsnNode) from);
            case Opcodes.ASTORE, Opcodes.CHECKCAST -> operand(from, 0);
            case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKEINTERFACE -> {
                MethodInsnNode call = (MethodInsnNode) from;
                yield isView(call.owner, call.name) ? operand(from, 0) : "";
            }
            case Opcodes.AALOAD -> {
                String row = operand(from, 1);
                yield row.isEmpty() ? "" : row + "[…]";
            }
            default -> "";
        };
    }

    private String field(FieldInsnNode from) {
        return from.name.startsWith(CAPTURED)
                ? from.name.substring(CAPTURED.length())
                : MethodRewriter.simple(hierarchy.fieldHolder(from.owner, from.name))
                        + "."
                        + from.name;
    }

    /** Its name or, where the compiler has left that out, what was stored there. */
    private String local(VarInsnNode from) {
        int at = code.indexOf(from);
        for (LocalVariableNode variable : method.localVariables) {
            if (variable.index == from.var
                    && code.indexOf(variable.start) <= at
                    && at < code.indexOf(variable.end)) {
                return variable.name;
            }
        }
        Frame<SourceValue> frame = frames[at];
        return frame == null ? "" : name(frame.getLocal(from.var));
    }
}
