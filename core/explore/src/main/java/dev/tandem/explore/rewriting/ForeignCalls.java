// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.explore.world.Levels;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Calls of what is not rewritten. What such a method reads and writes nobody sees; so its receiver,
 * the arrays and the other objects that it is handed count as accessed, as a whole and before it
 * runs. Where accesses to memory are steps, such a call is one; where they are not, it is one if
 * the object lets one thread in at a time.
 *
 * <p>Not seen are most views: what one of these methods keeps and another accesses later, other
 * than iterators and the like, which count as a part of what they come from, and streams of bytes
 * or characters around others.
 */
final class ForeignCalls {

    private static final String QUESTION = "(Ljava/lang/Object;Ljava/lang/Object;)Z";

    private ForeignCalls() {}

    static void write(
            MethodRewriter to,
            int opcode,
            String owner,
            String declaring,
            String name,
            String type,
            boolean itf) {
        ClassRewriter rewriter = to.rewriter;
        Plan plan = rewriter.plan;
        boolean shown = !rewriter.isBackground();
        boolean isStatic = opcode == Opcodes.INVOKESTATIC;
        boolean receiver = !isStatic && ForeignTypes.isForeign(declaring, name);
        boolean handing = shown && ForeignTypes.isHanding(declaring, name, type);
        int place = shown ? to.place(MethodRewriter.simple(owner) + "." + name) : 0;
        if (receiver && shown && plan.has(Levels.VOLATILES)) {
            to.push(place);
            to.gate(Levels.VOLATILES, "at", "(I)V");
        }
        String described = isStatic ? type : "(L" + owner + ";" + type.substring(1);
        Type[] operands = Type.getArgumentTypes(described);
        String bridge =
                rewriter.bridge(
                        described,
                        code -> {
                            if (receiver && shown && plan.has(Levels.ENTRIES)) {
                                code.visitVarInsn(Opcodes.ALOAD, 0);
                                code.visitLdcInsn(place);
                                enter(code, plan);
                            }
                            if (shown) {
                                step(code, operands, isStatic, receiver, handing, place);
                            }
                            if (plan.tracked()) {
                                if (receiver) {
                                    code.visitVarInsn(Opcodes.ALOAD, 0);
                                    code.visitLdcInsn(ForeignEffects.of(declaring, name, type));
                                    Generated.gate(code, "called", "(Ljava/lang/Object;I)V");
                                }
                                if (handing && ForeignTypes.reads(declaring, name, type)) {
                                    consult(code, operands, isStatic);
                                } else if (handing) {
                                    hand(
                                            code,
                                            operands,
                                            isStatic,
                                            ForeignTypes.writes(declaring, name));
                                }
                                if (SegmentCalls.isOne(declaring)) {
                                    SegmentCalls.write(code, name, described);
                                }
                            }
                            MemoryRewriter.arguments(code, described);
                            code.visitMethodInsn(opcode, owner, name, type, itf);
                            if (plan.tracked() && ForeignEffects.isFactory(declaring, name)) {
                                code.visitInsn(Opcodes.DUP);
                                Generated.gate(code, "created", "(Ljava/lang/Object;)V");
                            } else if (plan.tracked()
                                    && receiver
                                    && Type.getReturnType(type).getSort() >= Type.ARRAY) {
                                code.visitInsn(Opcodes.DUP);
                                code.visitVarInsn(Opcodes.ALOAD, 0);
                                Generated.gate(
                                        code, "derived", "(Ljava/lang/Object;Ljava/lang/Object;)V");
                            }
                        },
                        false);
        to.call(bridge, described);
    }

    private static void enter(MethodVisitor code, Plan plan) {
        if (plan.hasOnly(Levels.ENTRIES)) {
            Generated.gate(code, "entry", "(Ljava/lang/Object;I)V");
        } else {
            code.visitLdcInsn(Levels.ENTRIES);
            Generated.gate(code, "entry", "(Ljava/lang/Object;II)V");
        }
    }

    /**
     * A point of choice, if anything that can change is involved; or that synchronises threads,
     * where plain accesses to memory are no such points.
     */
    private static void step(
            MethodVisitor code,
            Type[] operands,
            boolean isStatic,
            boolean receiver,
            boolean handing,
            int place) {
        code.visitInsn(Opcodes.ICONST_0);
        if (receiver) {
            code.visitInsn(Opcodes.ACONST_NULL);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            Generated.gate(code, "isStep", QUESTION);
            code.visitInsn(Opcodes.IOR);
        }
        for (int local : handing ? accessed(operands, isStatic) : List.<Integer>of()) {
            holder(code, isStatic);
            code.visitVarInsn(Opcodes.ALOAD, local);
            Generated.gate(code, "isStep", QUESTION);
            code.visitInsn(Opcodes.IOR);
        }
        code.visitLdcInsn(place);
        Generated.gate(code, "entry", "(ZI)V");
    }

    private static void hand(
            MethodVisitor code, Type[] operands, boolean isStatic, boolean writing) {
        for (int local : accessed(operands, isStatic)) {
            holder(code, isStatic);
            code.visitVarInsn(Opcodes.ALOAD, local);
            code.visitInsn(writing ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
            Generated.gate(code, "handed", "(Ljava/lang/Object;Ljava/lang/Object;Z)V");
        }
    }

    private static void consult(MethodVisitor code, Type[] operands, boolean isStatic) {
        for (int local : accessed(operands, isStatic)) {
            holder(code, isStatic);
            code.visitVarInsn(Opcodes.ALOAD, local);
            Generated.gate(code, "consulted", "(Ljava/lang/Object;Ljava/lang/Object;)V");
        }
    }

    /** The object whose method it is that gets something; null for none. */
    private static void holder(MethodVisitor code, boolean isStatic) {
        if (isStatic) {
            code.visitInsn(Opcodes.ACONST_NULL);
        } else {
            code.visitVarInsn(Opcodes.ALOAD, 0);
        }
    }

    /** The local variables of the arguments that may be accessed. */
    private static List<Integer> accessed(Type[] operands, boolean isStatic) {
        List<Integer> locals = new ArrayList<>();
        int local = 0;
        for (int i = 0; i < operands.length; i++) {
            if ((isStatic || i > 0) && ForeignTypes.isAccessed(operands[i])) {
                locals.add(local);
            }
            local += operands[i].getSize();
        }
        return locals;
    }

    /** Whether texts are put together from something that can change. */
    static boolean isConcatenation(Handle bootstrap, String type) {
        return bootstrap.getOwner().equals("java/lang/invoke/StringConcatFactory")
                && ForeignTypes.areAccessed(type);
    }

    static void concatenate(
            MethodRewriter to, String name, String type, Handle bootstrap, Object... arguments) {
        ClassRewriter rewriter = to.rewriter;
        Plan plan = rewriter.plan;
        Type[] operands = Type.getArgumentTypes(type);
        int place = to.place("put a text together");
        String bridge =
                rewriter.bridge(
                        type,
                        code -> {
                            step(code, operands, true, false, true, place);
                            if (plan.tracked()) {
                                consult(code, operands, true);
                            }
                            MemoryRewriter.arguments(code, type);
                            code.visitInvokeDynamicInsn(name, type, bootstrap, arguments);
                        },
                        false);
        to.call(bridge, type);
    }

    /**
     * An object is about to be created from what is on the stack: an array or an object that can
     * change is seen there if nothing, or one or two more, come after it.
     */
    static void create(MethodRewriter to, String owner, String type) {
        Plan plan = to.rewriter.plan;
        if (to.rewriter.isBackground() || !ForeignTypes.isHanding(owner, "<init>", type)) {
            return;
        }
        Type[] operands = Type.getArgumentTypes(type);
        for (int i = operands.length - 1, after = 0; i >= 0; after += operands[i--].getSize()) {
            if (!ForeignTypes.isAccessed(operands[i])) {
                continue;
            }
            switch (after) {
                case 0 -> to.plain(Opcodes.DUP);
                case 1 -> to.plain(Opcodes.DUP2, Opcodes.POP);
                case 2 -> to.plain(Opcodes.DUP2_X1, Opcodes.POP2, Opcodes.DUP_X2);
                default -> {
                    continue;
                }
            }
            to.plain(Opcodes.DUP, Opcodes.ACONST_NULL, Opcodes.SWAP);
            to.gate("isStep", QUESTION);
            to.push(to.place("new " + MethodRewriter.simple(owner)));
            to.gate("entry", "(ZI)V");
            if (plan.tracked() && ForeignTypes.isStream(owner)) {
                to.plain(Opcodes.DUP);
                to.gate("wrapping", "(Ljava/lang/Object;)V");
            }
            if (plan.tracked()) {
                to.plain(ForeignTypes.writes(owner, "") ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
                to.gate("handed", "(Ljava/lang/Object;Z)V");
            } else {
                to.plain(Opcodes.POP);
            }
        }
    }
}
