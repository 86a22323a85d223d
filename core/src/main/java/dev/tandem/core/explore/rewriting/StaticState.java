package dev.tandem.core.explore.rewriting;

import dev.tandem.core.explore.rewriting.ClassRewriter.Field;
import dev.tandem.core.explore.world.Trace;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes a class initialiser runnable once an execution.
 *
 * <p>The JVM runs the initialiser once, as it is. Should the static fields then turn out to hold
 * anything that can change, the class is marked stale at the beginning of every execution, and
 * whoever first needs it in an execution runs a copy of the initialiser, which is an ordinary
 * method in which threads can be switched.
 */
final class StaticState {

    static final String STALE = "$tandemStale";
    static final String GUARD = "$tandemGuard";
    private static final String FRESH = "$tandemFresh";
    private static final String AGAIN = "$tandemAgain";

    /** Other than 0, for a class without state. {@code Statics} makes it the first of these. */
    private static final int STALE_STATE = 1;

    private static final int RUNNING_STATE = 2;
    private static final int FRESH_STATE = 3;

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

    /** The guard of a rewritten class; none when it has no state. */
    static Optional<Method> guard(Class<?> type) {
        try {
            Method guard = type.getDeclaredMethod(GUARD);
            guard.setAccessible(true);
            return Optional.of(guard);
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    static void write(
            ClassRewriter rewriter,
            ClassVisitor to,
            @Nullable MethodNode initializer,
            List<Field> statics,
            String superName) {
        boolean guarded = rewriter.hierarchy.isGuarded(rewriter.name);
        if (initializer == null && !guarded) {
            return;
        }
        MethodVisitor first = rewriter.rewritten(Opcodes.ACC_STATIC, "<clinit>", "()V");
        MethodVisitor bracketed = new Bracketed(first, rewriter.name, guarded);
        if (initializer == null) {
            bracketed.visitCode();
            bracketed.visitInsn(Opcodes.RETURN);
            bracketed.visitMaxs(0, 0);
            bracketed.visitEnd();
        } else {
            initializer.accept(bracketed);
        }
        if (!guarded) {
            return;
        }
        to.visitField(
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                        STALE,
                        "I",
                        null,
                        null)
                .visitEnd();
        if (initializer != null) {
            Set<String> kept =
                    statics.stream()
                            .filter(Field::constant)
                            .map(Field::name)
                            .collect(Collectors.toSet());
            initializer.accept(
                    new Again(
                            rewriter.rewritten(
                                    Opcodes.ACC_PRIVATE
                                            | Opcodes.ACC_STATIC
                                            | Opcodes.ACC_SYNTHETIC,
                                    AGAIN,
                                    "()V"),
                            rewriter.name,
                            kept));
        }
        guard(rewriter);
        fresh(rewriter, initializer != null, statics, rewriter.hierarchy.guarded(superName));
    }

    private static void guard(ClassRewriter rewriter) {
        MethodVisitor mv =
                rewriter.plain(
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                        GUARD,
                        "()V");
        Label done = new Label();
        mv.visitCode();
        mv.visitFieldInsn(Opcodes.GETSTATIC, rewriter.name, STALE, "I");
        mv.visitJumpInsn(Opcodes.IFEQ, done);
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, rewriter.name, FRESH, "()V", false);
        mv.visitLabel(done);
        mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        mv.visitInsn(Opcodes.RETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private static void fresh(
            ClassRewriter rewriter, boolean again, List<Field> statics, Optional<String> above) {
        MethodVisitor mv =
                rewriter.plain(
                        Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                        FRESH,
                        "()V");
        Label slow = new Label();
        Label begin = new Label();
        Label leave = new Label();
        Label thrown = new Label();
        mv.visitTryCatchBlock(begin, leave, thrown, null);
        mv.visitCode();
        is(mv, rewriter, FRESH_STATE, Opcodes.IF_ICMPNE, slow);
        use(mv, rewriter, "read");
        mv.visitInsn(Opcodes.RETURN);
        mv.visitLabel(slow);
        mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        initialiser(mv, rewriter, "enterInitialiser");
        mv.visitLabel(begin);
        is(mv, rewriter, STALE_STATE, Opcodes.IF_ICMPNE, leave);
        become(mv, rewriter, RUNNING_STATE);
        above.ifPresent(
                name -> mv.visitMethodInsn(Opcodes.INVOKESTATIC, name, GUARD, "()V", false));
        for (Field field : statics) {
            if (!field.constant()) {
                zero(mv, Type.getType(field.type()));
                mv.visitFieldInsn(Opcodes.PUTSTATIC, rewriter.name, field.name(), field.type());
            }
        }
        if (again) {
            mv.visitMethodInsn(Opcodes.INVOKESTATIC, rewriter.name, AGAIN, "()V", false);
        }
        become(mv, rewriter, FRESH_STATE);
        use(mv, rewriter, "write");
        mv.visitLabel(leave);
        mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        initialiser(mv, rewriter, "exitInitialiser");
        mv.visitInsn(Opcodes.RETURN);
        mv.visitLabel(thrown);
        mv.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Throwable"});
        initialiser(mv, rewriter, "exitInitialiser");
        mv.visitInsn(Opcodes.ATHROW);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private static void is(
            MethodVisitor mv, ClassRewriter rewriter, int state, int unlessThen, Label label) {
        mv.visitFieldInsn(Opcodes.GETSTATIC, rewriter.name, STALE, "I");
        mv.visitIntInsn(Opcodes.BIPUSH, state);
        mv.visitJumpInsn(unlessThen, label);
    }

    private static void become(MethodVisitor mv, ClassRewriter rewriter, int state) {
        mv.visitIntInsn(Opcodes.BIPUSH, state);
        mv.visitFieldInsn(Opcodes.PUTSTATIC, rewriter.name, STALE, "I");
    }

    private static void initialiser(MethodVisitor mv, ClassRewriter rewriter, String gate) {
        mv.visitLdcInsn(Type.getObjectType(rewriter.name));
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.GATE, gate, "(Ljava/lang/Class;)V", false);
    }

    /**
     * That the class is used comes after its initialisation, which is what a step may race with.
     */
    private static void use(MethodVisitor mv, ClassRewriter rewriter, String access) {
        if (rewriter.plan.tracked()) {
            mv.visitInsn(Opcodes.ICONST_M1);
            mv.visitLdcInsn(rewriter.places.field(rewriter.name, "<clinit>") | Trace.SYNCHRONISING);
            mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.GATE, access, "(II)V", false);
        }
    }

    private static void zero(MethodVisitor mv, Type type) {
        mv.visitInsn(
                switch (type.getSort()) {
                    case Type.LONG -> Opcodes.LCONST_0;
                    case Type.FLOAT -> Opcodes.FCONST_0;
                    case Type.DOUBLE -> Opcodes.DCONST_0;
                    case Type.OBJECT, Type.ARRAY -> Opcodes.ACONST_NULL;
                    default -> Opcodes.ICONST_0;
                });
    }

    /** The initialiser as the JVM runs it: quiet from beginning to end. */
    private static final class Bracketed extends MethodVisitor {
        private final String owner;
        private final boolean guarded;

        Bracketed(MethodVisitor next, String owner, boolean guarded) {
            super(Opcodes.ASM9, next);
            this.owner = owner;
            this.guarded = guarded;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            visitMethodInsn(Opcodes.INVOKESTATIC, Names.GATE, "quiet", "()V", false);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.RETURN) {
                visitMethodInsn(Opcodes.INVOKESTATIC, Names.GATE, "loud", "()V", false);
                if (guarded) {
                    visitLdcInsn(Type.getObjectType(owner));
                    visitMethodInsn(
                            Opcodes.INVOKESTATIC,
                            Names.INSIDE + "Statics",
                            "initialized",
                            "(Ljava/lang/Class;)V",
                            false);
                }
            }
            super.visitInsn(opcode);
        }
    }

    /** The initialiser as it runs in later executions: constants are constants already. */
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
