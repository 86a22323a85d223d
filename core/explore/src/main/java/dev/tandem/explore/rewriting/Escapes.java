// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * Whether a constructor may let others have the object before it has set all final fields. Those of
 * any other class nobody sees before they are set for good.
 */
final class Escapes {

    private final Hierarchy hierarchy;
    private final Map<String, Boolean> early = new ConcurrentHashMap<>();
    private final Map<String, Boolean> ever = new ConcurrentHashMap<>();

    Escapes(Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    /** Whether an object of this class may be seen before a final field of it is set. */
    boolean isEarly(String name) {
        Boolean known = early.get(name);
        if (known == null) {
            known = isAny(name, true);
            early.put(name, known);
        }
        return known;
    }

    /** Whether any constructor of a class, or of one above, hands the object to anybody. */
    private boolean isEver(String name) {
        if (!hierarchy.isProgram(name)) {
            return false;
        }
        Boolean known = ever.get(name);
        if (known == null) {
            known = isAny(name, false);
            ever.put(name, known);
        }
        return known;
    }

    private boolean isAny(String name, boolean beforeFinal) {
        ClassNode type = hierarchy.files().node(name);
        return type != null
                && type.methods.stream()
                        .filter(method -> method.name.equals("<init>"))
                        .anyMatch(method -> escapes(type, method, beforeFinal));
    }

    private boolean escapes(ClassNode type, MethodNode constructor, boolean beforeFinal) {
        int last = constructor.instructions.size();
        if (beforeFinal) {
            last = lastFinal(type, constructor.instructions);
        }
        int end = last;
        return handings(type, constructor).stream().anyMatch(at -> at < end);
    }

    /** Where a constructor sets a final field for the last time; -1 where it sets none. */
    private int lastFinal(ClassNode type, InsnList code) {
        int last = -1;
        for (AbstractInsnNode at : code) {
            if (at instanceof FieldInsnNode field
                    && field.getOpcode() == Opcodes.PUTFIELD
                    && field.owner.equals(type.name)
                    && isFinal(type.name, field.name)) {
                last = code.indexOf(at);
            }
        }
        return last;
    }

    private boolean isFinal(String owner, String field) {
        int flags =
                hierarchy
                        .shape(owner)
                        .map(shape -> shape.fields().getOrDefault(field, 0))
                        .orElse(0);
        return (flags & Opcodes.ACC_FINAL) != 0 && (flags & Opcodes.ACC_SYNTHETIC) == 0;
    }

    /** The instructions that hand the object to somebody else. */
    private Set<Integer> handings(ClassNode type, MethodNode constructor) {
        Handing found = new Handing(type.name, constructor.instructions);
        try {
            new Analyzer<>(found).analyze(type.name, constructor);
        } catch (AnalyzerException e) {
            // What cannot be followed may do anything.
            found.at.add(0);
        }
        return found.at;
    }

    /** Follows the object through a constructor. */
    private final class Handing extends BasicInterpreter {

        private static final BasicValue THIS = new BasicValue(Type.getObjectType("this"));

        private final String type;
        private final InsnList code;
        private final Set<Integer> at = new HashSet<>();

        Handing(String type, InsnList code) {
            super(Opcodes.ASM9);
            this.type = type;
            this.code = code;
        }

        @Override
        public BasicValue newParameterValue(boolean isInstance, int local, Type type) {
            return local == 0 ? THIS : super.newParameterValue(isInstance, local, type);
        }

        @Override
        public BasicValue merge(BasicValue one, BasicValue other) {
            return one == THIS || other == THIS ? THIS : super.merge(one, other);
        }

        @Override
        public BasicValue unaryOperation(AbstractInsnNode instruction, BasicValue value)
                throws AnalyzerException {
            if (instruction.getOpcode() == Opcodes.CHECKCAST) {
                return value;
            }
            if (instruction.getOpcode() == Opcodes.PUTSTATIC) {
                handed(instruction, value);
            }
            return super.unaryOperation(instruction, value);
        }

        @Override
        public BasicValue binaryOperation(
                AbstractInsnNode instruction, BasicValue one, BasicValue other)
                throws AnalyzerException {
            if (instruction.getOpcode() == Opcodes.PUTFIELD) {
                handed(instruction, other);
            }
            return super.binaryOperation(instruction, one, other);
        }

        @Override
        public BasicValue ternaryOperation(
                AbstractInsnNode instruction, BasicValue one, BasicValue two, BasicValue three)
                throws AnalyzerException {
            handed(instruction, three);
            return super.ternaryOperation(instruction, one, two, three);
        }

        @Override
        public BasicValue naryOperation(
                AbstractInsnNode instruction, List<? extends BasicValue> values)
                throws AnalyzerException {
            boolean constructs =
                    instruction.getOpcode() == Opcodes.INVOKESPECIAL
                            && instruction instanceof MethodInsnNode call
                            && call.name.equals("<init>")
                            && values.getFirst() == THIS
                            && (call.owner.equals(type) || !isEver(call.owner));
            values.stream().skip(constructs ? 1 : 0).forEach(value -> handed(instruction, value));
            return super.naryOperation(instruction, values);
        }

        private void handed(AbstractInsnNode instruction, BasicValue value) {
            if (value == THIS) {
                at.add(code.indexOf(instruction));
            }
        }
    }
}
