// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.explore.world.Origin;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Gives an enum that has state an initialiser that can run in every execution.
 *
 * <p>The JDK remembers the constants of an enum, and compares them by identity. So the JVM creates
 * them once, as nobody has constructed them yet; and the initialiser, instead of creating them,
 * constructs the same ones again: what a constructor does is to be had as a method too.
 */
final class EnumState {

    /** What a constructor does. */
    static final String CONSTRUCT = Origin.CONSTRUCTOR;

    private static final String ENUM = "java/lang/Enum";
    private static final String CONSTANTS = "$tandemConstants";
    private static final String INITIALISER = "<clinit>";
    private static final String CONSTRUCTOR = "<init>";

    /** The last parameter only tells the constructor from others. */
    private static final String UNCONSTRUCTED = "(Ljava/lang/String;IL" + Names.INSIDE + "Twin;)V";

    private EnumState() {}

    /**
     * A constant, where the initialiser creates it.
     *
     * @param type the enum or, when the constant has a body, the class of that
     */
    private record Constant(AbstractInsnNode creation, String type, String name, int ordinal) {}

    private static MethodNode initialiser(ClassNode type) {
        return type.methods.stream()
                .filter(method -> method.name.equals(INITIALISER))
                .findFirst()
                .orElseGet(
                        () -> new MethodNode(Opcodes.ACC_STATIC, INITIALISER, "()V", null, null));
    }

    /** Every compiler creates a constant thus: NEW, DUP, its name, its number, and the rest. */
    private static List<Constant> constants(ClassNode type) {
        List<Constant> constants = new ArrayList<>();
        for (AbstractInsnNode instruction : initialiser(type).instructions) {
            if (instruction.getOpcode() == Opcodes.NEW
                    && next(instruction) instanceof InsnNode copy
                    && copy.getOpcode() == Opcodes.DUP
                    && next(copy) instanceof LdcInsnNode name
                    && name.cst instanceof String text
                    && isConstant(type, text)) {
                constants.add(
                        new Constant(
                                instruction,
                                ((TypeInsnNode) instruction).desc,
                                text,
                                constants.size()));
            }
        }
        return constants;
    }

    private static boolean isConstant(ClassNode type, String name) {
        return type.fields.stream()
                .anyMatch(f -> f.name.equals(name) && (f.access & Opcodes.ACC_ENUM) != 0);
    }

    private static @Nullable AbstractInsnNode next(AbstractInsnNode instruction) {
        AbstractInsnNode next = instruction.getNext();
        while (next != null && next.getOpcode() < 0) {
            next = next.getNext();
        }
        return next;
    }

    /**
     * Whether nothing of an enum can ever change, nor depend on when it is initialised; and whether
     * that cannot fail, for it does little but to construct the constants.
     *
     * @param type as it was compiled
     */
    static boolean isConstant(ClassNode type, Hierarchy hierarchy) {
        Set<String> classes = new LinkedHashSet<>(Set.of(type.name));
        constants(type).forEach(constant -> classes.add(constant.type()));
        for (String name : classes) {
            ClassNode part = hierarchy.files().node(name);
            if (part == null
                    || !part.fields.stream().allMatch(EnumState::isConstant)
                    || !part.methods.stream().allMatch(method -> isPlain(method, classes))) {
                return false;
            }
        }
        return hierarchy.isPure(type.name);
    }

    /** Whether a method that the initialiser may call calls only others like it. */
    private static boolean isPlain(MethodNode method, Set<String> classes) {
        if (!method.name.startsWith("<")) {
            return true;
        }
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call
                    && !isBoxing(call)
                    && !call.name.equals("$values")
                    && !(call.name.equals(CONSTRUCTOR)
                            && (call.owner.equals(ENUM) || classes.contains(call.owner)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBoxing(MethodInsnNode call) {
        return call.name.equals("valueOf")
                && call.owner.startsWith("java/lang/")
                && call.desc.charAt(2) == ')';
    }

    private static boolean isConstant(FieldNode field) {
        boolean ofCompiler = (field.access & (Opcodes.ACC_ENUM | Opcodes.ACC_SYNTHETIC)) != 0;
        return ofCompiler
                || ((field.access & Opcodes.ACC_FINAL) != 0 && StaticState.isConstant(field.desc));
    }

    /** Whether a static field stays as it is in all executions, for the constants do. */
    static boolean isLasting(String owner, String field, String type, int access) {
        boolean ofCompiler = (access & Opcodes.ACC_SYNTHETIC) != 0;
        return ofCompiler && (field.equals(CONSTANTS) || type.equals("[L" + owner + ";"));
    }

    /**
     * Makes the initialiser of an enum construct the constants that there are.
     *
     * @param type an enum, or the class of a constant with a body; is changed
     */
    static void renew(ClassNode type) {
        for (FieldNode field : type.fields) {
            if ((field.access & Opcodes.ACC_STATIC) == 0) {
                field.access &= ~Opcodes.ACC_FINAL;
            }
        }
        for (MethodNode method : List.copyOf(type.methods)) {
            if (method.name.equals(CONSTRUCTOR)) {
                type.methods.add(constructing(type, method));
            }
        }
        type.methods.add(unconstructed(type.superName));
        if (type.superName.equals(ENUM)) {
            type.fields.add(
                    new FieldNode(
                            Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                            CONSTANTS,
                            "[L" + type.name + ";",
                            null,
                            null));
            reuseConstants(type);
        }
    }

    /** The constructor of a constant that is not constructed, but has its name and its number. */
    private static MethodNode unconstructed(String superName) {
        MethodNode method =
                new MethodNode(
                        Opcodes.ACC_SYNTHETIC, CONSTRUCTOR, UNCONSTRUCTED, null, new String[0]);
        method.visitCode();
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitVarInsn(Opcodes.ALOAD, 1);
        method.visitVarInsn(Opcodes.ILOAD, 2);
        String above = "(Ljava/lang/String;I)V";
        if (!superName.equals(ENUM)) {
            method.visitInsn(Opcodes.ACONST_NULL);
            above = UNCONSTRUCTED;
        }
        method.visitMethodInsn(Opcodes.INVOKESPECIAL, superName, CONSTRUCTOR, above, false);
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(4, 4);
        method.visitEnd();
        return method;
    }

    /** A constructor as a method. */
    private static MethodNode constructing(ClassNode type, MethodNode constructor) {
        MethodNode method =
                new MethodNode(
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC,
                        CONSTRUCT,
                        constructor.desc,
                        null,
                        constructor.exceptions.toArray(String[]::new));
        constructor.accept(method);
        int open = 0;
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction.getOpcode() == Opcodes.NEW) {
                open++;
            } else if (instruction instanceof FrameNode frame) {
                frame.local = constructed(frame.local, type.name);
                frame.stack = constructed(frame.stack, type.name);
            } else if (instruction instanceof MethodInsnNode call
                    && call.name.equals(CONSTRUCTOR)
                    && open-- == 0) {
                if (call.owner.equals(ENUM)) {
                    InsnList nothing = new InsnList();
                    nothing.add(new InsnNode(Opcodes.POP2));
                    nothing.add(new InsnNode(Opcodes.POP));
                    method.instructions.insert(call, nothing);
                    method.instructions.remove(call);
                } else {
                    call.name = CONSTRUCT;
                }
                return method;
            }
        }
        throw new IllegalArgumentException("a constructor that calls no other: " + type.name);
    }

    private static @Nullable List<Object> constructed(@Nullable List<Object> types, String type) {
        return types == null
                ? null
                : types.stream().map(t -> t.equals(Opcodes.UNINITIALIZED_THIS) ? type : t).toList();
    }

    private static void reuseConstants(ClassNode type) {
        MethodNode initialiser = initialiser(type);
        InsnList code = initialiser.instructions;
        for (Constant constant : constants(type)) {
            for (AbstractInsnNode instruction : code) {
                if (instruction instanceof FrameNode frame) {
                    frame.local = created(frame.local, constant);
                    frame.stack = created(frame.stack, constant);
                }
            }
            MethodInsnNode construction = construction(constant);
            construction.setOpcode(Opcodes.INVOKEVIRTUAL);
            construction.name = CONSTRUCT;
            InsnList existing = new InsnList();
            existing.add(
                    new FieldInsnNode(
                            Opcodes.GETSTATIC, type.name, CONSTANTS, "[L" + type.name + ";"));
            existing.add(new IntInsnNode(Opcodes.SIPUSH, constant.ordinal()));
            existing.add(
                    new MethodInsnNode(
                            Opcodes.INVOKESTATIC,
                            Names.INSIDE + "Statics",
                            "constant",
                            "([Ljava/lang/Enum;I)Ljava/lang/Enum;"));
            existing.add(new TypeInsnNode(Opcodes.CHECKCAST, constant.type()));
            code.insert(constant.creation(), existing);
            code.remove(constant.creation());
        }
    }

    private static MethodInsnNode construction(Constant constant) {
        int open = 0;
        for (AbstractInsnNode at = constant.creation(); at != null; at = at.getNext()) {
            if (at.getOpcode() == Opcodes.NEW) {
                open++;
            } else if (at instanceof MethodInsnNode call
                    && call.name.equals(CONSTRUCTOR)
                    && --open == 0) {
                return call;
            }
        }
        throw new IllegalArgumentException("a constant that nobody constructs: " + constant.name());
    }

    private static @Nullable List<Object> created(@Nullable List<Object> types, Constant constant) {
        return types == null
                ? null
                : types.stream()
                        .map(t ->
                                t instanceof LabelNode label && next(label) == constant.creation()
                                        ? (Object) constant.type()
                                        : t)
                        .toList();
    }

    /** Writes what creates the constants, once, as nobody has constructed them yet. */
    static void create(MethodVisitor mv, ClassNode type) {
        String array = "[L" + type.name + ";";
        List<Constant> constants = constants(type);
        mv.visitIntInsn(Opcodes.SIPUSH, constants.size());
        mv.visitTypeInsn(Opcodes.ANEWARRAY, type.name);
        for (Constant constant : constants) {
            mv.visitInsn(Opcodes.DUP);
            mv.visitIntInsn(Opcodes.SIPUSH, constant.ordinal());
            mv.visitTypeInsn(Opcodes.NEW, constant.type());
            mv.visitInsn(Opcodes.DUP);
            mv.visitLdcInsn(constant.name());
            mv.visitIntInsn(Opcodes.SIPUSH, constant.ordinal());
            mv.visitInsn(Opcodes.ACONST_NULL);
            mv.visitMethodInsn(
                    Opcodes.INVOKESPECIAL, constant.type(), CONSTRUCTOR, UNCONSTRUCTED, false);
            mv.visitInsn(Opcodes.AASTORE);
        }
        for (FieldNode field : type.fields) {
            if (isLasting(type.name, field.name, field.desc, field.access)) {
                mv.visitInsn(Opcodes.DUP);
                mv.visitFieldInsn(Opcodes.PUTSTATIC, type.name, field.name, field.desc);
            }
        }
        mv.visitFieldInsn(Opcodes.PUTSTATIC, type.name, CONSTANTS, array);
    }
}
