// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes the initialiser that the JVM itself runs, once and in no execution's name: the original
 * one if that is {@link Purity pure} or the JDK's, for what it computes shows whether there is any
 * state. In place of another there is one that does nothing, except that the constants of {@link
 * EnumState enums} are created.
 */
final class JvmInitialiser {

    private final ClassRewriter rewriter;
    private final boolean guarded;
    private final Optional<String> above;

    /**
     * @param guarded whether the class may have state
     * @param above the class above that may have some, if one may
     */
    JvmInitialiser(ClassRewriter rewriter, boolean guarded, Optional<String> above) {
        this.rewriter = rewriter;
        this.guarded = guarded;
        this.above = above;
    }

    /**
     * @param original null for none
     */
    void write(@Nullable MethodNode original) {
        boolean controlled = rewriter.isControlled();
        if (controlled || original == null || (rewriter.isEnum() && guarded)) {
            stub(controlled);
        } else {
            original.accept(
                    new Bracketed(rewriter.rewritten(Opcodes.ACC_STATIC, "<clinit>", "()V")));
        }
    }

    /** An initialiser for the JVM that only says that there is one. */
    private void stub(boolean controlled) {
        MethodVisitor mv = rewriter.plain(Opcodes.ACC_STATIC, "<clinit>", "()V");
        mv.visitCode();
        if (rewriter.hierarchy.isEnumWithState(rewriter.name)) {
            beginAtomic(mv);
            EnumState.create(
                    mv, Objects.requireNonNull(rewriter.hierarchy.files().node(rewriter.name)));
            endAtomic(mv);
        }
        if (controlled) {
            StaticState.call(mv, rewriter.name, "stale");
        } else {
            initialized(mv);
        }
        mv.visitInsn(Opcodes.RETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private void beginAtomic(MethodVisitor mv) {
        mv.visitLdcInsn(rewriter.name.replace('/', '.'));
        mv.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                StaticState.STATICS,
                "beginAtomic",
                "(Ljava/lang/String;)V",
                false);
    }

    private static void endAtomic(MethodVisitor mv) {
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, StaticState.STATICS, "endAtomic", "()V", false);
    }

    private void initialized(MethodVisitor mv) {
        mv.visitLdcInsn(Type.getObjectType(rewriter.name));
        above.ifPresentOrElse(
                name -> mv.visitFieldInsn(Opcodes.GETSTATIC, name, InitialisationGuard.STALE, "I"),
                () -> mv.visitInsn(Opcodes.ICONST_0));
        mv.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                StaticState.STATICS,
                "initialized",
                "(Ljava/lang/Class;I)V",
                false);
    }

    /**
     * The initialiser as the JVM runs it: quiet from beginning to end. Should it fail, the JVM is
     * not told; it fails again in every execution.
     */
    private final class Bracketed extends MethodVisitor {
        private final Label begin = new Label();

        Bracketed(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            beginAtomic(mv);
            visitLabel(begin);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.RETURN) {
                endAtomic(mv);
                if (guarded) {
                    initialized(mv);
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
                endAtomic(mv);
                StaticState.call(mv, rewriter.name, "stale");
                super.visitInsn(Opcodes.RETURN);
            }
            super.visitMaxs(stack, locals);
        }
    }
}
