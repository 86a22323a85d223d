// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.explore.world.Initialisers;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;

/**
 * Moves the state of an interface, which can have but final fields, to a class of its own, which is
 * then rewritten as any other. Fields with a constant value stay where they are.
 *
 * <p>What is lost is that a class whose interface has default methods initialises that interface:
 * here whoever first needs a field or a static method of it does.
 */
final class InterfaceState {

    private static final String SUFFIX = Initialisers.OF_INTERFACE;

    private InterfaceState() {}

    /** The name of the class that has the state of an interface. */
    static String holder(String name) {
        return name + SUFFIX;
    }

    static boolean isHolder(String name) {
        return name.endsWith(SUFFIX);
    }

    /** A name as the program knows it: that of the interface instead of that of its holder. */
    static String shown(String name) {
        return name.replace(SUFFIX, "");
    }

    private static boolean isState(FieldNode field) {
        return field.value == null;
    }

    /**
     * The class that has the state.
     *
     * @param type the interface; is used up
     */
    static ClassNode holder(ClassNode type) {
        ClassNode holder = new ClassNode(Opcodes.ASM9);
        holder.visit(
                version(type),
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                holder(type.name),
                null,
                "java/lang/Object",
                new String[0]);
        holder.sourceFile = type.sourceFile;
        holder.nestHostClass = type.nestHostClass == null ? type.name : type.nestHostClass;
        type.fields.stream().filter(InterfaceState::isState).forEach(holder.fields::add);
        type.methods.stream()
                .filter(method -> method.name.equals("<clinit>"))
                .forEach(method -> {
                    for (AbstractInsnNode instruction : method.instructions) {
                        if (instruction instanceof FieldInsnNode field
                                && field.owner.equals(type.name)) {
                            field.owner = holder.name;
                        }
                    }
                    holder.methods.add(method);
                });
        return holder;
    }

    /**
     * Before Java 11 there are no nests, in which the initialiser still gets at private lambdas.
     */
    private static int version(ClassNode type) {
        int major = type.version & 0xFFFF;
        return major >= Opcodes.V1_8 && major < Opcodes.V11 ? Opcodes.V11 : type.version;
    }

    /**
     * Takes the state out of an interface.
     *
     * @param type the interface; is changed
     */
    static void remove(ClassNode type) {
        type.version = version(type);
        type.fields.removeIf(InterfaceState::isState);
        type.methods.removeIf(method -> method.name.equals("<clinit>"));
        if (type.nestHostClass == null) {
            type.visitNestMember(holder(type.name));
        }
    }
}
