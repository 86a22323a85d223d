// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.Optional;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Method references, which reach the rewritten code as handles. */
final class References {

    private References() {}

    /**
     * A method reference to something that a call of would be rewritten becomes one to a method
     * that calls it.
     *
     * @param site the type of the call site, which has what is captured as its arguments
     * @param line where it stands, which is where the call is shown
     */
    static Handle rewrite(Handle handle, String site, int line, ClassRewriter rewriter) {
        boolean isNew = handle.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        if (handle.getTag() < Opcodes.H_INVOKEVIRTUAL) {
            return handle;
        }
        String owner = handle.getOwner();
        if (owner.equals(rewriter.name)
                || rewriter.hierarchy.stateOf(owner).equals(Optional.of(rewriter.name))) {
            return handle.getTag() == Opcodes.H_INVOKESTATIC && rewriter.isControlled()
                    ? guarded(handle, rewriter)
                    : handle;
        }
        String declaring =
                isNew
                        ? owner
                        : rewriter.hierarchy.declaring(owner, handle.getName(), handle.getDesc());
        boolean plain =
                !isNew
                        && CallTable.of(declaring, handle.getName()) == null
                        && !ClockCalls.isOne(declaring, handle.getName(), handle.getDesc())
                        && !Names.isEntry(declaring)
                        && !HandleAccess.isOne(owner, handle.getName(), handle.getDesc())
                        && !ReflectiveCalls.isOne(declaring, handle.getName())
                        && CallTable.refusal(declaring, handle.getName(), handle.getDesc())
                                .isEmpty()
                        && !ParallelCalls.isOne(handle.getName(), handle.getDesc())
                        && !ForeignTypes.areAccessedBy(
                                opcode(handle), declaring, handle.getName(), handle.getDesc());
        if ((plain
                        && (handle.getTag() != Opcodes.H_INVOKESTATIC
                                || rewriter.hierarchy.guarded(owner).isEmpty()))
                || handle.getTag() == Opcodes.H_INVOKESPECIAL) {
            return handle;
        }
        if (isNew
                && rewriter.hierarchy.guarded(owner).isEmpty()
                && !owner.equals("java/lang/Thread")
                && !CallTable.isGenerator(owner)
                && !ClockCalls.isDateOfNow(owner, handle.getDesc())
                && !ClockCalls.isCalendarOfNow(owner, handle.getDesc())) {
            return handle;
        }
        boolean isStatic = handle.getTag() == Opcodes.H_INVOKESTATIC;
        String described =
                isNew
                        ? handle.getDesc().substring(0, handle.getDesc().indexOf(')') + 1)
                                + "L"
                                + owner
                                + ";"
                        : isStatic
                                ? handle.getDesc()
                                : "(" + receiver(owner, site) + handle.getDesc().substring(1);
        int opcode = opcode(handle);
        String bridge =
                rewriter.bridge(
                        described,
                        code -> {
                            Label start = new Label();
                            code.visitLabel(start);
                            code.visitLineNumber(line, start);
                            if (isNew) {
                                code.visitTypeInsn(Opcodes.NEW, owner);
                                code.visitInsn(Opcodes.DUP);
                            }
                            MemoryRewriter.arguments(code, described);
                            code.visitMethodInsn(
                                    opcode,
                                    owner,
                                    handle.getName(),
                                    handle.getDesc(),
                                    handle.isInterface());
                        },
                        true);
        return new Handle(
                Opcodes.H_INVOKESTATIC, rewriter.name, bridge, described, rewriter.isInterface());
    }

    /** A captured receiver must be of the very type that a static method takes. */
    private static String receiver(String owner, String site) {
        Type[] captured = Type.getArgumentTypes(site);
        return captured.length == 0
                ? Type.getObjectType(owner).getDescriptor()
                : captured[0].getDescriptor();
    }

    private static int opcode(Handle handle) {
        return switch (handle.getTag()) {
            case Opcodes.H_NEWINVOKESPECIAL, Opcodes.H_INVOKESPECIAL -> Opcodes.INVOKESPECIAL;
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
            default -> Opcodes.INVOKEVIRTUAL;
        };
    }

    /**
     * A static method, or a lambda, of a class whose initialiser may still be running when somebody
     * else calls it.
     */
    private static Handle guarded(Handle handle, ClassRewriter rewriter) {
        String bridge =
                rewriter.bridge(
                        handle.getDesc(),
                        code -> {
                            code.visitMethodInsn(
                                    Opcodes.INVOKESTATIC,
                                    rewriter.name,
                                    InitialisationGuard.NAME,
                                    "()V",
                                    rewriter.isInterface());
                            MemoryRewriter.arguments(code, handle.getDesc());
                            code.visitMethodInsn(
                                    Opcodes.INVOKESTATIC,
                                    handle.getOwner(),
                                    handle.getName(),
                                    handle.getDesc(),
                                    handle.isInterface());
                        },
                        false);
        return new Handle(
                Opcodes.H_INVOKESTATIC,
                rewriter.name,
                bridge,
                handle.getDesc(),
                rewriter.isInterface());
    }
}
