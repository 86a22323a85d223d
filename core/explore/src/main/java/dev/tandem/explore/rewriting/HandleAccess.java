// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.explore.world.Locations;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A call that accesses memory by a variable handle, an offset or an updater: what is put before and
 * after it, within a static method that has the same arguments.
 *
 * <p>What the program, {@code java.util.concurrent.atomic} and streams access so is recorded with
 * its place and its mode. In the rest of {@code java.util.concurrent} it counts as an access to the
 * whole of the object.
 */
final class HandleAccess {

    private static final String HANDLE = "java/lang/invoke/VarHandle";
    private static final String UNSAFE = "jdk/internal/misc/Unsafe";

    /** The one that programs outside of the JDK get hold of. */
    private static final String OPEN_UNSAFE = "sun/misc/Unsafe";

    private static final String VALUE = "(Ljava/lang/Object;II";
    private static final String ANY = "(Ljava/lang/Object;Ljava/lang/Object;III";
    private static final String OFFSET = "(Ljava/lang/Object;JIII";

    private final String owner;
    private final AccessMode mode;
    private final Type[] arguments;
    private final Type returned;
    private final int free;
    private final boolean exact;
    private final boolean atomic;

    HandleAccess(String owner, String name, String type, ClassRewriter rewriter) {
        this.owner = owner;
        mode = AccessMode.of(name, owner.endsWith("Updater"));
        arguments = Type.getArgumentTypes(type);
        returned = Type.getReturnType(type);
        free = Type.getArgumentsAndReturnSizes(type) >> 2;
        atomic = Names.isAtomic(rewriter.name);
        exact = atomic || !rewriter.isTwin() || Names.isOfStreams(rewriter.name);
    }

    static boolean isOne(String owner, String name, String type) {
        if (owner.equals(HANDLE)) {
            return isAccess(name);
        }
        if (owner.equals(UNSAFE) || owner.equals(OPEN_UNSAFE)) {
            return type.startsWith("(Ljava/lang/Object;J")
                    && isAccess(name)
                    && !name.equals("setMemory");
        }
        return owner.startsWith("java/util/concurrent/atomic/Atomic")
                && owner.endsWith("FieldUpdater")
                && type.startsWith("(Ljava/lang/Object;");
    }

    private static boolean isAccess(String name) {
        return name.startsWith("get")
                || name.startsWith("set")
                || name.startsWith("put")
                || name.startsWith("compareAnd")
                || name.startsWith("weakCompareAnd");
    }

    void before(MethodVisitor code) {
        if (!exact) {
            whole(code);
        } else if (!mode.isAttempt()) {
            subject(code);
            kinds(code);
            gate(code, isOfValue() ? "value" : "access", described() + ")V");
        } else if (isOfOffset()) {
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitVarInsn(Opcodes.LLOAD, 2);
            gate(code, "reach", "(Ljava/lang/Object;J)V");
        }
    }

    /** What has failed has written nothing, and so passes nothing on. */
    void after(MethodVisitor code) {
        if (exact && mode.isAttempt()) {
            code.visitVarInsn(Opcodes.ISTORE, free);
            subject(code);
            kinds(code);
            code.visitVarInsn(Opcodes.ILOAD, free);
            gate(code, "attempt", described() + "Z)V");
            code.visitVarInsn(Opcodes.ILOAD, free);
        }
    }

    private boolean isOfValue() {
        return atomic && !isArray();
    }

    private boolean isOfOffset() {
        return owner.equals(OPEN_UNSAFE);
    }

    /** The types of what is told of an access, but for whether an attempt has succeeded. */
    private String described() {
        return isOfValue() ? VALUE : isOfOffset() ? OFFSET : ANY;
    }

    private boolean isArray() {
        return arguments.length > 1
                && arguments[0].getSort() == Type.ARRAY
                && arguments[1] == Type.INT_TYPE;
    }

    private void subject(MethodVisitor code) {
        if (isOfValue()) {
            code.visitVarInsn(Opcodes.ALOAD, 1);
            return;
        }
        if (isOfOffset()) {
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitVarInsn(Opcodes.LLOAD, 2);
            code.visitLdcInsn(bytes(arguments.length > 2 ? arguments[2] : returned));
            return;
        }
        boolean has = arguments.length > 0 && arguments[0].getSort() >= Type.ARRAY;
        code.visitVarInsn(Opcodes.ALOAD, 0);
        if (has) {
            code.visitVarInsn(Opcodes.ALOAD, 1);
        } else {
            code.visitInsn(Opcodes.ACONST_NULL);
        }
        if (has && arguments.length > 1 && arguments[1] == Type.INT_TYPE) {
            code.visitVarInsn(Opcodes.ILOAD, 2);
        } else {
            code.visitLdcInsn(Locations.NO_INDEX);
        }
    }

    /** How many bytes a value takes; 0 for a reference, which takes an element. */
    private static int bytes(Type value) {
        return switch (value.getSort()) {
            case Type.BOOLEAN, Type.BYTE -> Byte.BYTES;
            case Type.CHAR, Type.SHORT -> Short.BYTES;
            case Type.INT, Type.FLOAT -> Integer.BYTES;
            case Type.LONG, Type.DOUBLE -> Long.BYTES;
            default -> 0;
        };
    }

    private void kinds(MethodVisitor code) {
        code.visitLdcInsn(mode.read());
        code.visitLdcInsn(mode.write());
    }

    private static void gate(MethodVisitor code, String name, String type) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, Names.HANDLES, name, type, false);
    }

    private void whole(MethodVisitor code) {
        if (owner.equals(UNSAFE)) {
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitVarInsn(Opcodes.LLOAD, 2);
            touch(code, "touch", "(Ljava/lang/Object;JZ)V");
        } else if (isArray()) {
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitVarInsn(Opcodes.ILOAD, 2);
            Generated.gate(
                    code,
                    mode.writes() ? "releaseElement" : "acquireElement",
                    "(Ljava/lang/Object;I)V");
        } else {
            boolean ofObject = arguments.length > 0 && arguments[0].getSort() == Type.OBJECT;
            code.visitVarInsn(Opcodes.ALOAD, ofObject ? 1 : 0);
            touch(code, "touch", "(Ljava/lang/Object;Z)V");
        }
    }

    private void touch(MethodVisitor code, String name, String type) {
        code.visitInsn(mode.writes() ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
        Generated.gate(code, name, type);
    }
}
