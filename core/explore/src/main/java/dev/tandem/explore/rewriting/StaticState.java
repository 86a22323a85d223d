// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.explore.rewriting.ClassRewriter.Field;
import dev.tandem.explore.world.Origin;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes a class initialiser runnable once an execution.
 *
 * <p>Whoever first needs a class with state in an execution runs a copy of the initialiser, which
 * is an ordinary method in which threads can be switched; {@link GuardWriter} writes what decides
 * who that is. What the JVM runs is {@link JvmInitialiser}'s.
 */
final class StaticState {

    static final String STATICS = Names.INSIDE + "Statics";
    static final String AGAIN = Origin.INITIALISER;

    private static final Set<String> CONSTANT_TYPES =
            Set.of(
                    "Ljava/lang/String;",
                    "Ljava/lang/Class;",
                    "Ljava/lang/invoke/VarHandle;",
                    "Ljava/lang/invoke/MethodHandle;",
                    "Ljdk/internal/misc/Unsafe;",
                    "Ljdk/internal/access/JavaLangAccess;",
                    "Ljava/time/Duration;",
                    "Ljava/util/regex/Pattern;",
                    "Ljava/lang/Integer;",
                    "Ljava/lang/Long;");

    private StaticState() {}

    /** Whether a final field of this type never changes, so that it can stay final. */
    static boolean isConstant(String type) {
        return type.length() == 1 || CONSTANT_TYPES.contains(type);
    }

    static void write(
            ClassRewriter rewriter,
            @Nullable MethodNode initializer,
            List<Field> statics,
            String superName) {
        boolean guarded = rewriter.hierarchy.isGuarded(rewriter.name);
        if (initializer == null && !guarded) {
            return;
        }
        Optional<String> above = rewriter.hierarchy.guarded(superName);
        new JvmInitialiser(rewriter, guarded, above).write(initializer);
        if (!guarded) {
            return;
        }
        if (initializer != null) {
            again(rewriter, initializer, statics);
        }
        new GuardWriter(rewriter)
                .write(initializer != null, statics, above, place(rewriter, initializer));
    }

    private static void again(ClassRewriter rewriter, MethodNode initializer, List<Field> statics) {
        Set<String> kept =
                statics.stream()
                        .filter(Field::constant)
                        .map(Field::name)
                        .collect(Collectors.toSet());
        int flags = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
        initializer.accept(new Again(rewriter.rewritten(flags, AGAIN, "()V"), rewriter.name, kept));
    }

    /** The line where a method begins; 0 when that is not known. */
    static int firstLine(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof LineNumberNode number) {
                return number.line;
            }
        }
        return 0;
    }

    /** The place where a class is initialised, for the reports. */
    private static int place(ClassRewriter rewriter, @Nullable MethodNode initializer) {
        int line = initializer == null ? 0 : firstLine(initializer);
        String name = InterfaceState.shown(rewriter.name).replace('/', '.');
        return rewriter.number(
                new Places.Place(
                        name,
                        Places.INITIALISER,
                        line == 0 ? "" : rewriter.source,
                        line,
                        "initialise " + MethodRewriter.simple(rewriter.name)));
    }

    /** Writes a call of a method of {@code Statics} that takes the class. */
    static void call(MethodVisitor mv, String owner, String method) {
        mv.visitLdcInsn(Type.getObjectType(owner));
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, STATICS, method, "(Ljava/lang/Class;)V", false);
    }

    /** Pushes what a field has before it is set. */
    static void zero(MethodVisitor mv, Type type) {
        mv.visitInsn(
                switch (type.getSort()) {
                    case Type.LONG -> Opcodes.LCONST_0;
                    case Type.FLOAT -> Opcodes.FCONST_0;
                    case Type.DOUBLE -> Opcodes.DCONST_0;
                    case Type.OBJECT, Type.ARRAY -> Opcodes.ACONST_NULL;
                    default -> Opcodes.ICONST_0;
                });
    }

    /** The initialiser as it runs in an execution: constants are constants already. */
    private static final class Again extends MethodVisitor {
        private final String owner;
        private final Set<String> kept;

        Again(MethodVisitor next, String owner, Set<String> kept) {
            super(Opcodes.ASM9, next);
            this.owner = owner;
            this.kept = kept;
        }

        @Override
        public void visitFieldInsn(int opcode, String holder, String field, String type) {
            if (opcode == Opcodes.PUTSTATIC && holder.equals(owner) && kept.contains(field)) {
                visitInsn(Type.getType(type).getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
            } else {
                super.visitFieldInsn(opcode, holder, field, type);
            }
        }
    }
}
