// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The program's calls of what may return, or fail, for no reason. Those of the JDK stay as they
 * are: its own code is taken to put up with that.
 */
final class SpuriousCalls {

    private static final String CONDITION = "java/util/concurrent/locks/Condition";
    private static final String LOCK_SUPPORT = "java/util/concurrent/locks/LockSupport";

    private SpuriousCalls() {}

    /** Whether a call waits for another thread, as {@code inside.Spurious} is to be told. */
    static boolean isWait(String declaring, String name) {
        return switch (declaring) {
            case "java/lang/Object" -> name.equals("wait");
            case "java/util/concurrent/TimeUnit" -> name.equals("timedWait");
            case LOCK_SUPPORT, "sun/misc/Unsafe" -> name.startsWith("park");
            default -> false;
        };
    }

    /** Whether a call waits at a condition. */
    static boolean isConditionWait(String declaring, String name) {
        return declaring.equals(CONDITION) && name.startsWith("await");
    }

    /** What such a call has become; the receiver is an argument. */
    static void await(MethodRewriter code, String name, String type) {
        code.plain(
                Opcodes.INVOKESTATIC,
                Names.CONDITIONS,
                name,
                "(L" + CONDITION + ";" + type.substring(1),
                false);
    }

    /** Whether a call is an update that may fail though the value is the expected one. */
    static boolean isWeakUpdate(String declaring, String name, String type) {
        return name.startsWith("weakCompareAndSet")
                && type.endsWith(")Z")
                && (declaring.equals("java/lang/invoke/VarHandle")
                        || declaring.startsWith("java/util/concurrent/atomic/"));
    }

    /**
     * Writes the body of a method that fails, or calls the update.
     *
     * @param described its type: that of the update with the receiver first
     */
    static void update(
            MethodVisitor code,
            String described,
            int opcode,
            String owner,
            String name,
            String type,
            boolean itf) {
        Label attempt = new Label();
        Generated.gate(code, "failsForNoReason", "()Z");
        code.visitJumpInsn(Opcodes.IFEQ, attempt);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.IRETURN);
        code.visitLabel(attempt);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        MemoryRewriter.arguments(code, described);
        code.visitMethodInsn(opcode, owner, name, type, itf);
    }

    /** The type of a method that has the receiver of a call as its first argument. */
    static String described(String owner, String type) {
        return "(" + Type.getObjectType(owner).getDescriptor() + type.substring(1);
    }
}
