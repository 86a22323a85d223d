package dev.tandem.explore.rewriting;

import dev.tandem.explore.rewriting.ClassRewriter.Field;
import dev.tandem.explore.world.Trace;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
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
 * is an ordinary method in which threads can be switched. Others wait until it has ended, and when
 * it has failed they are told, as the JVM does it (Java language specification, section 12.4.2).
 *
 * <p>What the JVM itself runs, once and in no execution's name, is the original initialiser if that
 * is {@link Purity pure} or the JDK's: what it computes shows whether there is any state. In place
 * of another it runs nothing, except that the constants of {@link EnumState enums} are created.
 */
final class StaticState {

    static final String STALE = "$tandemStale";
    static final String GUARD = "$tandemGuard";
    private static final String FRESH = "$tandemFresh";
    private static final String RENEW = "$tandemRenew";
    private static final String AGAIN = "$tandemAgain";

    // What Statics makes of a class with state, and what becomes of that. The other bits stay.
    private static final int STALE_STATE = 1;
    private static final int RUNNING_STATE = 2;
    private static final int FRESH_STATE = 3;
    private static final int FAILED_STATE = 4;
    private static final int STATES = 7;

    private static final String STATICS = Names.INSIDE + "Statics";
    private static final String OF_CLASS = "(Ljava/lang/Class;)V";

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
        boolean controlled = rewriter.isControlled();
        Optional<String> above = rewriter.hierarchy.guarded(superName);
        if (controlled || initializer == null || (rewriter.isEnum() && guarded)) {
            stub(rewriter, controlled, above);
        } else {
            initializer.accept(
                    new Bracketed(
                            rewriter.rewritten(Opcodes.ACC_STATIC, "<clinit>", "()V"),
                            rewriter.name,
                            guarded,
                            above));
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
        renew(rewriter, initializer != null, statics, above);
        fresh(rewriter, initialising(rewriter, initializer));
    }

    /** An initialiser for the JVM that only says that there is one. */
    private static void stub(ClassRewriter rewriter, boolean controlled, Optional<String> above) {
        MethodVisitor mv = rewriter.plain(Opcodes.ACC_STATIC, "<clinit>", "()V");
        mv.visitCode();
        if (rewriter.hierarchy.isEnumWithState(rewriter.name)) {
            run(mv, "quiet");
            EnumState.create(mv, Objects.requireNonNull(rewriter.hierarchy.node(rewriter.name)));
            run(mv, "loud");
        }
        if (controlled) {
            statics(mv, rewriter.name, "stale");
        } else {
            initialized(mv, rewriter.name, above);
        }
        mv.visitInsn(Opcodes.RETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private static void initialized(MethodVisitor mv, String owner, Optional<String> above) {
        mv.visitLdcInsn(Type.getObjectType(owner));
        above.ifPresentOrElse(
                name -> mv.visitFieldInsn(Opcodes.GETSTATIC, name, STALE, "I"),
                () -> mv.visitInsn(Opcodes.ICONST_0));
        mv.visitMethodInsn(
                Opcodes.INVOKESTATIC, STATICS, "initialized", "(Ljava/lang/Class;I)V", false);
    }

    private static void statics(MethodVisitor mv, String owner, String method) {
        mv.visitLdcInsn(Type.getObjectType(owner));
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, STATICS, method, OF_CLASS, false);
    }

    private static void run(MethodVisitor mv, String method) {
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, STATICS, method, "()V", false);
    }

    /** The place where a class is initialised, for the reports. */
    private static int initialising(ClassRewriter rewriter, @Nullable MethodNode initializer) {
        int line = 0;
        if (initializer != null) {
            for (AbstractInsnNode instruction : initializer.instructions) {
                if (instruction instanceof LineNumberNode number) {
                    line = number.line;
                    break;
                }
            }
        }
        String name = InterfaceState.shown(rewriter.name).replace('/', '.');
        return rewriter.places.add(
                new Places.Place(
                        name,
                        "<clinit>",
                        rewriter.source,
                        line,
                        "initialise " + MethodRewriter.simple(rewriter.name)));
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

    /** Runs the initialiser, after that of the class above. */
    private static void renew(
            ClassRewriter rewriter, boolean again, List<Field> statics, Optional<String> above) {
        MethodVisitor mv = hidden(rewriter, RENEW);
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
        mv.visitInsn(Opcodes.RETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    /**
     * @param place where the initialiser is
     */
    private static void fresh(ClassRewriter rewriter, int place) {
        Label slow = new Label();
        Label begin = new Label();
        Label run = new Label();
        Label ran = new Label();
        Label failed = new Label();
        Label other = new Label();
        Label leave = new Label();
        Label thrown = new Label();
        MethodVisitor mv = hidden(rewriter, FRESH);
        mv.visitTryCatchBlock(run, ran, failed, null);
        mv.visitTryCatchBlock(begin, leave, thrown, null);
        use(mv, rewriter, "read");
        is(mv, rewriter, FRESH_STATE, Opcodes.IF_ICMPNE, slow);
        mv.visitInsn(Opcodes.RETURN);
        mv.visitLabel(slow);
        mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        mv.visitLdcInsn(Type.getObjectType(rewriter.name));
        mv.visitLdcInsn(place);
        mv.visitFieldInsn(Opcodes.GETSTATIC, rewriter.name, STALE, "I");
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, STATICS, "enter", "(Ljava/lang/Class;II)V", false);
        mv.visitLabel(begin);
        is(mv, rewriter, STALE_STATE, Opcodes.IF_ICMPNE, other);
        become(mv, rewriter, RUNNING_STATE);
        mv.visitLabel(run);
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, rewriter.name, RENEW, "()V", false);
        mv.visitLabel(ran);
        become(mv, rewriter, FRESH_STATE);
        use(mv, rewriter, "write");
        mv.visitJumpInsn(Opcodes.GOTO, leave);
        mv.visitLabel(failed);
        mv.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Throwable"});
        become(mv, rewriter, FAILED_STATE);
        use(mv, rewriter, "write");
        mv.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                STATICS,
                "failing",
                "(Ljava/lang/Throwable;)Ljava/lang/Error;",
                false);
        mv.visitInsn(Opcodes.ATHROW);
        mv.visitLabel(other);
        mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        is(mv, rewriter, FAILED_STATE, Opcodes.IF_ICMPNE, leave);
        statics(mv, rewriter.name, "failed");
        mv.visitLabel(leave);
        mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        exit(mv, rewriter);
        mv.visitInsn(Opcodes.RETURN);
        mv.visitLabel(thrown);
        mv.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Throwable"});
        exit(mv, rewriter);
        mv.visitInsn(Opcodes.ATHROW);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private static MethodVisitor hidden(ClassRewriter rewriter, String name) {
        MethodVisitor mv =
                rewriter.plain(
                        Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                        name,
                        "()V");
        mv.visitCode();
        return mv;
    }

    private static void is(
            MethodVisitor mv, ClassRewriter rewriter, int state, int unlessThen, Label label) {
        masked(mv, rewriter, STATES);
        mv.visitIntInsn(Opcodes.BIPUSH, state);
        mv.visitJumpInsn(unlessThen, label);
    }

    private static void become(MethodVisitor mv, ClassRewriter rewriter, int state) {
        masked(mv, rewriter, ~STATES);
        mv.visitIntInsn(Opcodes.BIPUSH, state);
        mv.visitInsn(Opcodes.IOR);
        mv.visitFieldInsn(Opcodes.PUTSTATIC, rewriter.name, STALE, "I");
    }

    private static void masked(MethodVisitor mv, ClassRewriter rewriter, int mask) {
        mv.visitFieldInsn(Opcodes.GETSTATIC, rewriter.name, STALE, "I");
        mv.visitIntInsn(Opcodes.BIPUSH, mask);
        mv.visitInsn(Opcodes.IAND);
    }

    private static void exit(MethodVisitor mv, ClassRewriter rewriter) {
        mv.visitLdcInsn(Type.getObjectType(rewriter.name));
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, STATICS, "exit", OF_CLASS, false);
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

    /**
     * The initialiser as the JVM runs it: quiet from beginning to end. Should it fail, the JVM is
     * not told; it fails again in every execution.
     */
    private static final class Bracketed extends MethodVisitor {
        private final String owner;
        private final boolean guarded;
        private final Optional<String> above;
        private final Label begin = new Label();

        Bracketed(MethodVisitor next, String owner, boolean guarded, Optional<String> above) {
            super(Opcodes.ASM9, next);
            this.owner = owner;
            this.guarded = guarded;
            this.above = above;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            run(mv, "quiet");
            visitLabel(begin);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.RETURN) {
                run(mv, "loud");
                if (guarded) {
                    initialized(mv, owner, above);
                }
            }
            super.visitInsn(opcode);
        }

        @Override
        public void visitMaxs(int stack, int locals) {
            if (guarded) {
                Label thrown = new Label();
                // Added last, it comes after those of the initialiser itself.
                visitTryCatchBlock(begin, thrown, thrown, null);
                visitLabel(thrown);
                Object[] stacked = {"java/lang/Throwable"};
                visitFrame(Opcodes.F_FULL, 0, new Object[0], 1, stacked);
                visitInsn(Opcodes.POP);
                run(mv, "loud");
                statics(mv, owner, "stale");
                super.visitInsn(Opcodes.RETURN);
            }
            super.visitMaxs(stack, locals);
        }
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
