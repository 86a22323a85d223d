// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What is added to the methods of locks and pools themselves, so that a report can say who holds
 * which, and who works where.
 */
final class LockHooks {

    static final String POOL = "java/util/concurrent/ThreadPoolExecutor";

    private static final Set<String> SYNCHRONISERS =
            Set.of(
                    "java/util/concurrent/locks/AbstractQueuedSynchronizer",
                    "java/util/concurrent/locks/AbstractQueuedLongSynchronizer");

    /** The lock that tells its name. */
    static final String NAMED = "dev/tandem/spi/locks/ObservableLock";

    /** The synchronisers, each with the type of its state. */
    private static final Map<String, String> STATES =
            Map.of(
                    "java/util/concurrent/locks/AbstractQueuedSynchronizer", "I",
                    "java/util/concurrent/locks/AbstractQueuedLongSynchronizer", "J");

    static final Set<String> QUEUED = STATES.keySet();

    /** Their methods that set their state. */
    static final Set<String> SETTERS = Set.of("setState", "compareAndSetState");

    private LockHooks() {}

    /** Writes what makes a synchroniser tell its state and its queue. */
    static void tell(ClassVisitor to, String name) {
        String node = "L" + name + "$Node;";
        state(to, name, Objects.requireNonNull(STATES.get(name)));
        Generated.getter(to, name, "tandemHead", "head", node, "Ljava/lang/Object;");
        Generated.getter(to, name, "tandemTail", "tail", node, "Ljava/lang/Object;");
    }

    private static void state(ClassVisitor to, String name, String type) {
        int flags = Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC;
        MethodVisitor mv = to.visitMethod(flags, "tandemState", "()J", null, null);
        mv.visitCode();
        mv.visitVarInsn(Opcodes.ALOAD, 0);
        mv.visitFieldInsn(Opcodes.GETFIELD, name, "state", type);
        if (type.equals("I")) {
            mv.visitInsn(Opcodes.I2L);
        }
        mv.visitInsn(Opcodes.LRETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    /** Tells the world what a new lock is called. */
    static final class Naming extends MethodVisitor {
        Naming(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.RETURN) {
                visitVarInsn(Opcodes.ALOAD, 0);
                visitVarInsn(Opcodes.ALOAD, 0);
                visitFieldInsn(Opcodes.GETFIELD, NAMED, "name", "Ljava/lang/String;");
                Generated.gate(
                        mv, "named", "(L" + ClassRewriter.WORLD + "LockTwin;Ljava/lang/String;)V");
            }
            super.visitInsn(opcode);
        }
    }

    /** Tells the world when a thread of a pool begins and ends a task. */
    static final class Working extends MethodVisitor {
        Working(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String type, boolean itf) {
            boolean runs = owner.equals("java/lang/Runnable") && name.equals("run");
            if (runs) {
                visitVarInsn(Opcodes.ALOAD, 0);
                Generated.gate(mv, "works", "(Ljava/lang/Object;)V");
            }
            super.visitMethodInsn(opcode, owner, name, type, itf);
            if (runs) {
                Generated.gate(mv, "rests", "()V");
            }
        }
    }

    /** Tells the world whether an interruption ends the wait for a lock. */
    static final class QueueingUp extends MethodVisitor {

        private final int interruptible;

        QueueingUp(MethodVisitor next, String type) {
            super(Opcodes.ASM9, next);
            Type[] parameters = Type.getArgumentTypes(type);
            // this, node, argument, shared, interruptible
            this.interruptible = 3 + parameters[1].getSize();
        }

        /** Whether a method is the one in which all who wait for a synchroniser queue up. */
        static boolean isOne(String owner, String method, String type) {
            return SYNCHRONISERS.contains(owner)
                    && method.equals("acquire")
                    && Type.getArgumentCount(type) == 6;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            visitVarInsn(Opcodes.ILOAD, interruptible);
            Generated.gate(mv, "queuesUp", "(Z)V");
        }
    }

    /** Tells the world when a lock changes hands. */
    static final class OwnerChange extends MethodVisitor {
        OwnerChange(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.RETURN) {
                visitVarInsn(Opcodes.ALOAD, 0);
                visitVarInsn(Opcodes.ALOAD, 1);
                Generated.gate(
                        mv,
                        "ownerChanged",
                        "(L" + ClassRewriter.WORLD + "OwnedTwin;Ljava/lang/Thread;)V");
            }
            super.visitInsn(opcode);
        }
    }

    /** Tells the world before the state of a synchroniser changes. */
    static final class StateChange extends MethodVisitor {
        StateChange(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            visitVarInsn(Opcodes.ALOAD, 0);
            Generated.gate(mv, "stateChanges", "(L" + ClassRewriter.WORLD + "QueuedTwin;)V");
        }
    }
}
