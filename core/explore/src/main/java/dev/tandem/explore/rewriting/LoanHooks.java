// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.explore.world.Loans.Kind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Tells the world when somebody has taken what has no owner, has given it back, begins a task or
 * shuts a pool down, so that a report can say who was to do what.
 */
final class LoanHooks extends MethodVisitor {

    private static final String KIND = ClassRewriter.WORLD + "Loans$Kind";
    private static final String LOCKS = "java/util/concurrent/locks/";
    private static final String SEMAPHORE = "java/util/concurrent/Semaphore";
    private static final String READ_LOCK = LOCKS + "ReentrantReadWriteLock$ReadLock";
    private static final String LATCH = "java/util/concurrent/CountDownLatch";
    private static final String BARRIER = "java/util/concurrent/CyclicBarrier";
    private static final String STAMPED = LOCKS + "StampedLock";
    private static final String TASK = "java/util/concurrent/FutureTask";
    private static final String FORKED = "java/util/concurrent/ForkJoinTask";

    private final String owner;
    private final Kind kind;
    private final boolean gives;
    private final boolean counted;

    private LoanHooks(MethodVisitor next, String owner, Kind kind, boolean gives, String type) {
        super(Opcodes.ASM9, next);
        this.owner = owner;
        this.kind = kind;
        this.gives = gives;
        this.counted = kind == Kind.PERMIT && type.startsWith("(I");
    }

    /** What tells of a method, before what comes next; the latter when there is nothing to tell. */
    static MethodVisitor of(MethodVisitor next, String owner, String method, String type) {
        Kind kind = kind(owner, method);
        boolean gives =
                method.equals("release") || method.toLowerCase(Locale.ROOT).contains("unlock");
        return kind == null ? next : new LoanHooks(next, owner, kind, gives, type);
    }

    private static @Nullable Kind kind(String owner, String method) {
        return switch (owner) {
            case SEMAPHORE ->
                    switch (method) {
                        case "acquire", "acquireUninterruptibly", "tryAcquire", "release" ->
                                Kind.PERMIT;
                        default -> null;
                    };
            case READ_LOCK ->
                    switch (method) {
                        case "lock", "lockInterruptibly", "tryLock", "unlock" -> Kind.READ_LOCK;
                        default -> null;
                    };
            case STAMPED ->
                    switch (method) {
                        case "readLock",
                                "readLockInterruptibly",
                                "tryReadLock",
                                "tryUnlockRead",
                                "tryUnlockWrite",
                                "tryWriteLock",
                                "unlockRead",
                                "unlockWrite",
                                "unstampedUnlockRead",
                                "unstampedUnlockWrite",
                                "writeLock",
                                "writeLockInterruptibly" ->
                                Kind.STAMP;
                        default -> null;
                    };
            case LATCH -> method.equals("countDown") ? Kind.COUNT : null;
            case BARRIER -> method.equals("dowait") ? Kind.PARTIES : null;
            case TASK -> method.equals("run") ? Kind.TASK : null;
            case FORKED -> method.equals("doExec") ? Kind.TASK : null;
            case LockHooks.POOL -> method.startsWith("shutdown") ? Kind.SHUTDOWN : null;
            default -> null;
        };
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (tellsAtOnce()) {
            object();
            amount();
            tell();
        }
    }

    private boolean tellsAtOnce() {
        return switch (kind) {
            case TASK, SHUTDOWN, PARTIES -> true;
            case PERMIT, READ_LOCK, STAMP, COUNT -> false;
        };
    }

    @Override
    public void visitInsn(int opcode) {
        if (!tellsAtOnce()) {
            switch (opcode) {
                case Opcodes.RETURN -> {
                    object();
                    amount();
                    tell();
                }
                case Opcodes.IRETURN -> {
                    super.visitInsn(Opcodes.DUP);
                    tellIfDone();
                }
                case Opcodes.LRETURN -> {
                    super.visitInsn(Opcodes.DUP2);
                    super.visitInsn(Opcodes.LCONST_0);
                    super.visitInsn(Opcodes.LCMP);
                    super.visitInsn(Opcodes.DUP);
                    super.visitInsn(Opcodes.IMUL);
                    tellIfDone();
                }
                default -> {}
            }
        }
        super.visitInsn(opcode);
    }

    /** Nothing is taken where the attempt fails: the amount times 0, which is on the stack. */
    private void tellIfDone() {
        amount();
        super.visitInsn(Opcodes.IMUL);
        object();
        super.visitInsn(Opcodes.SWAP);
        tell();
    }

    /** What others wait for: the synchroniser within, if it is not the object itself. */
    private void object() {
        visitVarInsn(Opcodes.ALOAD, 0);
        switch (owner) {
            case BARRIER ->
                    visitFieldInsn(Opcodes.GETFIELD, owner, "trip", "L" + LOCKS + "Condition;");
            case READ_LOCK ->
                    visitFieldInsn(
                            Opcodes.GETFIELD,
                            owner,
                            "sync",
                            "L" + LOCKS + "ReentrantReadWriteLock$Sync;");
            case SEMAPHORE, LATCH ->
                    visitFieldInsn(Opcodes.GETFIELD, owner, "sync", "L" + owner + "$Sync;");
            default -> {}
        }
    }

    private void amount() {
        if (kind == Kind.PARTIES) {
            visitVarInsn(Opcodes.ALOAD, 0);
            visitFieldInsn(Opcodes.GETFIELD, owner, "parties", "I");
        } else if (counted) {
            visitVarInsn(Opcodes.ILOAD, 1);
        } else {
            super.visitInsn(Opcodes.ICONST_1);
        }
        if (gives) {
            super.visitInsn(Opcodes.INEG);
        }
    }

    private void tell() {
        visitFieldInsn(Opcodes.GETSTATIC, KIND, kind.name(), "L" + KIND + ";");
        Generated.gate(this, "lends", "(Ljava/lang/Object;IL" + KIND + ";)V");
    }
}
