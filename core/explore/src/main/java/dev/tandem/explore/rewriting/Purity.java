// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Finds the class initialisers that compute the same whoever runs them, and whenever: they neither
 * read what others can change, nor change what others can read, nor wait. A proof, not a guess:
 * what is not understood here is not pure. Safe for several threads.
 */
final class Purity {

    private static final String INITIALISER = "<clinit>()V";

    private final Hierarchy hierarchy;
    private final Map<String, Optional<ClassNode>> classes = new HashMap<>();

    /** What is known of methods by class, name, type and the class that is being initialised. */
    private final Map<String, Boolean> known = new HashMap<>();

    /** What is being found out. Whatever needs itself is not pure. */
    private final Deque<String> open = new ArrayDeque<>();

    Purity(Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    /** Whether the initialiser of a class is pure, with those that it needs. */
    synchronized boolean of(String name) {
        if (!hierarchy.isProgram(name)) {
            return true;
        }
        ClassNode type = read(name);
        if (type == null) {
            return false;
        }
        if ((type.access & Opcodes.ACC_INTERFACE) != 0) {
            return hierarchy.stateOf(name).map(this::of).orElse(true);
        }
        boolean above = of(String.valueOf(type.superName));
        boolean has = type.methods.stream().anyMatch(m -> (m.name + m.desc).equals(INITIALISER));
        return above && (!has || method(type, INITIALISER, name));
    }

    private @Nullable ClassNode read(String name) {
        Optional<ClassNode> found = classes.get(name);
        if (found == null) {
            try {
                ClassNode node = new ClassNode(Opcodes.ASM9);
                new ClassReader(hierarchy.files().compiled(name))
                        .accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
                found = Optional.of(node);
            } catch (ClassNotFoundException e) {
                found = Optional.empty();
            }
            classes.put(name, found);
        }
        return found.orElse(null);
    }

    private boolean method(ClassNode type, String method, String root) {
        String key = type.name + "." + method + " " + root;
        Boolean before = known.get(key);
        if (before != null) {
            return before;
        }
        if (open.contains(key)) {
            return false;
        }
        open.push(key);
        boolean pure =
                type.methods.stream()
                        .filter(m -> (m.name + m.desc).equals(method))
                        .findFirst()
                        .map(m -> body(type, m, root))
                        .orElse(false);
        open.pop();
        known.put(key, pure);
        return pure;
    }

    private boolean body(ClassNode type, MethodNode method, String root) {
        int hidden = Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNCHRONIZED;
        if ((method.access & hidden) != 0) {
            return false;
        }
        for (AbstractInsnNode instruction : method.instructions) {
            if (!instruction(type, method, instruction, root)) {
                return false;
            }
        }
        return true;
    }

    private boolean instruction(
            ClassNode type, MethodNode method, AbstractInsnNode instruction, String root) {
        return switch (instruction) {
            case FieldInsnNode field -> field(type, method, field, root);
            case MethodInsnNode call -> call(call, root);
            case InvokeDynamicInsnNode dynamic -> PureCalls.isDynamic(dynamic);
            case LdcInsnNode constant -> !(constant.cst instanceof ConstantDynamic);
            // With it another object than the new one could be written to.
            case TypeInsnNode cast ->
                    cast.getOpcode() != Opcodes.CHECKCAST || !cast.desc.equals(type.name);
            default ->
                    instruction.getOpcode() != Opcodes.MONITORENTER
                            && instruction.getOpcode() != Opcodes.MONITOREXIT;
        };
    }

    private boolean field(ClassNode type, MethodNode method, FieldInsnNode field, String root) {
        return switch (field.getOpcode()) {
            case Opcodes.GETSTATIC ->
                    field.owner.equals(root)
                            || !hierarchy.isProgram(field.owner)
                            || (!field.desc.startsWith("[")
                                    && isFinal(field.owner, field.name)
                                    && needs(field.owner, root));
            case Opcodes.PUTSTATIC -> field.owner.equals(root);
            case Opcodes.GETFIELD -> isFinal(field.owner, field.name) || isOwn(type, method, field);
            default -> isOwn(type, method, field);
        };
    }

    /** Whether it can only be a field of the object that a constructor is making. */
    private static boolean isOwn(ClassNode type, MethodNode method, FieldInsnNode field) {
        return method.name.equals("<init>")
                && field.owner.equals(type.name)
                && !method.desc.contains("L" + type.name + ";");
    }

    private boolean isFinal(String owner, String name) {
        ClassNode type = read(owner);
        if (type == null) {
            return false;
        }
        for (FieldNode field : type.fields) {
            if (field.name.equals(name)) {
                return (field.access & Opcodes.ACC_FINAL) != 0;
            }
        }
        return false;
    }

    /** That one class needs another to be initialised does no harm, unless the other needs it. */
    private boolean needs(String other, String root) {
        return other.equals(root) || isBody(other, root) || of(other);
    }

    /** Whether a class is that of an enum constant: only the enum creates it. */
    private boolean isBody(String name, String root) {
        return hierarchy
                .shape(name)
                .map(s ->
                        s.superName().equals(root)
                                && !s.hasInitializer()
                                && hierarchy.shape(root).map(Shape::isEnum).orElse(false))
                .orElse(false);
    }

    private boolean call(MethodInsnNode call, String root) {
        if (isOfEnum(call, root) || isOfConstant(call, root)) {
            return true;
        }
        if (call.owner.startsWith("dev/tandem/spi/") && !Names.isProgram(call.owner)) {
            return true;
        }
        if (!hierarchy.isProgram(call.owner)) {
            return call.name.equals("<init>")
                    ? PureCalls.isCreation(call.owner, call.desc)
                    : PureCalls.isCall(call);
        }
        ClassNode type = read(call.owner);
        if (type == null) {
            return false;
        }
        boolean bound =
                call.getOpcode() == Opcodes.INVOKESTATIC
                        || call.getOpcode() == Opcodes.INVOKESPECIAL
                        || (type.access & Opcodes.ACC_FINAL) != 0;
        return bound && needs(call.owner, root) && method(type, call.name + call.desc, root);
    }

    /** What the table of a switch is made from. */
    private boolean isOfEnum(MethodInsnNode call, String root) {
        boolean values =
                call.getOpcode() == Opcodes.INVOKESTATIC
                        && call.name.equals("values")
                        && call.desc.equals("()[L" + call.owner + ";");
        boolean ordinal = call.name.equals("ordinal") && call.desc.equals("()I");
        return (values || ordinal)
                && hierarchy.shape(call.owner).map(Shape::isEnum).orElse(false)
                && needs(call.owner, root);
    }

    /** Whether it asks for the size of a list of the class itself that nobody can change. */
    private boolean isOfConstant(MethodInsnNode call, String root) {
        ClassNode type = read(root);
        if (type == null
                || !call.name.equals("size")
                || !(call.getPrevious() instanceof FieldInsnNode from)
                || !from.owner.equals(root)
                || !isFinal(root, from.name)) {
            return false;
        }
        for (MethodNode method : type.methods) {
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction instanceof FieldInsnNode set
                        && set.getOpcode() == Opcodes.PUTSTATIC
                        && set.name.equals(from.name)
                        && !(set.getPrevious() instanceof MethodInsnNode made
                                && made.name.equals("of")
                                && made.owner.startsWith("java/util/"))) {
                    return false;
                }
            }
        }
        return true;
    }
}
