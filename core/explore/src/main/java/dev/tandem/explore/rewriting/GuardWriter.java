// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.explore.rewriting.ClassRewriter.Field;
import dev.tandem.explore.world.Trace;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the {@link InitialisationGuard} of a class, with what it does when the class is to be
 * initialised. Others wait until that has ended, and when it has failed they are told, as the JVM
 * does it (Java language specification, section 12.4.2).
 */
final class GuardWriter {

    private static final String FRESH = "$tandemFresh";
    private static final String RENEW = "$tandemRenew";

    // What Statics makes of a class with state, and what becomes of that. The other bits stay.
    private static final int STALE_STATE = 1;
    private static final int RUNNING_STATE = 2;
    private static final int FRESH_STATE = 3;
    private static final int FAILED_STATE = 4;
    private static final int STATES = 7;

    private final ClassRewriter rewriter;

    GuardWriter(ClassRewriter rewriter) {
        this.rewriter = rewriter;
    }

    /**
     * @param again whether there is an initialiser to be run in every execution
     * @param above the class above that has a guard, if one has
     * @param place where the initialiser is
     */
    void write(boolean again, List<Field> statics, Optional<String> above, int place) {
        rewriter.field(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                InitialisationGuard.STALE,
                "I");
        guard();
        renew(again, statics, above);
        fresh(place);
    }

    private void guard() {
        MethodVisitor mv =
                rewriter.plain(
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                        InitialisationGuard.NAME,
                        "()V");
        Label done = new Label();
        mv.visitCode();
        mv.visitFieldInsn(Opcodes.GETSTATIC, rewriter.name, InitialisationGuard.STALE, "I");
        mv.visitJumpInsn(Opcodes.IFEQ, done);
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, rewriter.name, FRESH, "()V", false);
        mv.visitLabel(done);
        mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        mv.visitInsn(Opcodes.RETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    /** Runs the initialiser, after that of the class above. */
    private void renew(boolean again, List<Field> statics, Optional<String> above) {
        MethodVisitor mv = hidden(RENEW);
        above.ifPresent(name ->
                mv.visitMethodInsn(
                        Opcodes.INVOKESTATIC, name, InitialisationGuard.NAME, "()V", false));
        for (Field field : statics) {
            if (!field.constant()) {
                StaticState.zero(mv, Type.getType(field.type()));
                mv.visitFieldInsn(Opcodes.PUTSTATIC, rewriter.name, field.name(), field.type());
            }
        }
        if (again) {
            mv.visitMethodInsn(
                    Opcodes.INVOKESTATIC, rewriter.name, StaticState.AGAIN, "()V", false);
        }
        mv.visitInsn(Opcodes.RETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    /**
     * @param place where the initialiser is
     */
    private void fresh(int place) {
        Label slow = new Label();
        Label begin = new Label();
        Label run = new Label();
        Label ran = new Label();
        Label failed = new Label();
        Label other = new Label();
        Label leave = new Label();
        Label thrown = new Label();
        MethodVisitor mv = hidden(FRESH);
        mv.visitTryCatchBlock(run, ran, failed, null);
        mv.visitTryCatchBlock(begin, leave, thrown, null);
        use(mv, "read");
        is(mv, FRESH_STATE, Opcodes.IF_ICMPNE, slow);
        mv.visitInsn(Opcodes.RETURN);
        mv.visitLabel(slow);
        mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        mv.visitLdcInsn(Type.getObjectType(rewriter.name));
        mv.visitLdcInsn(place);
        mv.visitFieldInsn(Opcodes.GETSTATIC, rewriter.name, InitialisationGuard.STALE, "I");
        mv.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                StaticState.STATICS,
                "enter",
                "(Ljava/lang/Class;II)V",
                false);
        mv.visitLabel(begin);
        is(mv, STALE_STATE, Opcodes.IF_ICMPNE, other);
        become(mv, RUNNING_STATE);
        mv.visitLabel(run);
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, rewriter.name, RENEW, "()V", false);
        mv.visitLabel(ran);
        become(mv, FRESH_STATE);
        use(mv, "write");
        mv.visitJumpInsn(Opcodes.GOTO, leave);
        mv.visitLabel(failed);
        mv.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Throwable"});
        become(mv, FAILED_STATE);
        use(mv, "write");
        mv.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                StaticState.STATICS,
                "failing",
                "(Ljava/lang/Throwable;)Ljava/lang/Error;",
                false);
        mv.visitInsn(Opcodes.ATHROW);
        mv.visitLabel(other);
        mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        is(mv, FAILED_STATE, Opcodes.IF_ICMPNE, leave);
        ofClass(mv, "failed");
        mv.visitLabel(leave);
        mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        ofClass(mv, "exit");
        mv.visitInsn(Opcodes.RETURN);
        mv.visitLabel(thrown);
        mv.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Throwable"});
        ofClass(mv, "exit");
        mv.visitInsn(Opcodes.ATHROW);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private MethodVisitor hidden(String name) {
        MethodVisitor mv =
                rewriter.plain(
                        Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                        name,
                        "()V");
        mv.visitCode();
        return mv;
    }

    private void is(MethodVisitor mv, int state, int unlessThen, Label label) {
        masked(mv, STATES);
        mv.visitIntInsn(Opcodes.BIPUSH, state);
        mv.visitJumpInsn(unlessThen, label);
    }

    private void become(MethodVisitor mv, int state) {
        masked(mv, ~STATES);
        mv.visitIntInsn(Opcodes.BIPUSH, state);
        mv.visitInsn(Opcodes.IOR);
        mv.visitFieldInsn(Opcodes.PUTSTATIC, rewriter.name, InitialisationGuard.STALE, "I");
    }

    private void masked(MethodVisitor mv, int mask) {
        mv.visitFieldInsn(Opcodes.GETSTATIC, rewriter.name, InitialisationGuard.STALE, "I");
        mv.visitIntInsn(Opcodes.BIPUSH, mask);
        mv.visitInsn(Opcodes.IAND);
    }

    private void ofClass(MethodVisitor mv, String method) {
        StaticState.call(mv, rewriter.name, method);
    }

    /**
     * That the class is used comes after its initialisation, which is what a step may race with.
     */
    private void use(MethodVisitor mv, String access) {
        if (rewriter.plan.tracked()) {
            mv.visitInsn(Opcodes.ICONST_M1);
            mv.visitLdcInsn(rewriter.places.field(rewriter.name, "<clinit>") | Trace.SYNCHRONISING);
            Generated.gate(mv, access, "(II)V");
        }
    }
}
