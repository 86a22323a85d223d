// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Rewrites how a method creates objects: what would differ from one execution to the next, such as
 * the names of threads and the seeds of generators, is the world's.
 */
final class Constructions {

    private static final String CANCELLATION = "java/util/concurrent/CancellationException";

    private final MethodRewriter to;
    private final NewPlaces places;

    /** How many objects have been created whose constructor has not been called yet. */
    private int pending;

    Constructions(MethodRewriter to, NewPlaces places) {
        this.to = to;
        this.places = places;
    }

    /** Writes the instruction that creates an object. */
    void create(String type) {
        pending++;
        MethodVisitor code = to.beneath();
        code.visitLabel(places.place());
        code.visitTypeInsn(Opcodes.NEW, made(type));
    }

    /** The class of which an object is created instead. */
    private static String made(String type) {
        return type.equals(CallTable.SECURE_RANDOM) ? Names.DRAWS : type;
    }

    /** Writes the call of a constructor: of an object just created, or of a superclass. */
    void construct(int opcode, String owner, String type, boolean itf) {
        if (owner.equals(CANCELLATION)
                && type.equals("(Ljava/lang/String;L" + CANCELLATION + ";)V")) {
            constructCancellation(opcode);
            return;
        }
        String described = withWhatDiffers(owner, type);
        to.tellOutside(owner, "<init>");
        if (pending == 0) {
            to.plain(opcode, owner, "<init>", described, itf);
            if (!to.initialised) {
                to.initialised = true;
                to.number();
            }
            return;
        }
        ForeignCalls.create(to, owner, described);
        to.calls(owner, "new " + MethodRewriter.simple(owner));
        to.plain(opcode, made(owner), "<init>", described, itf);
        if (ClockCalls.isCalendarOfNow(owner, type)) {
            ClockCalls.set(to);
        }
        pending--;
    }

    /**
     * Puts on the stack what the world gives in place of the JDK.
     *
     * @return the type of the constructor that takes it
     */
    private String withWhatDiffers(String owner, String type) {
        if (owner.equals("java/lang/Thread")
                && !type.contains("String")
                && type.indexOf(')') < 45) {
            // Nameless threads are counted by the JDK, across executions.
            to.plain(
                    Opcodes.INVOKESTATIC,
                    Names.THREAD_CALLS,
                    "nextName",
                    "()Ljava/lang/String;",
                    false);
            return type.replace(")", "Ljava/lang/String;)");
        }
        if ((owner.equals("java/util/Random") || owner.equals("java/util/SplittableRandom"))
                && type.equals("()V")) {
            to.gate("seed", "()J");
            return "(J)V";
        }
        if (ClockCalls.isDateOfNow(owner, type)) {
            to.plain(Opcodes.INVOKESTATIC, Names.THREAD_CALLS, "currentTimeMillis", "()J", false);
            return "(J)V";
        }
        return type;
    }

    /** Only classes of its package may give it a cause, and their twins are none. */
    private void constructCancellation(int opcode) {
        // made, made, message, cause -> made, cause, made, message
        to.plain(Opcodes.DUP_X2, Opcodes.POP);
        construct(opcode, CANCELLATION, "(Ljava/lang/String;)V", false);
        to.plain(
                Opcodes.INVOKESTATIC,
                Names.INTERNALS,
                "caused",
                "(L" + CANCELLATION + ";L" + CANCELLATION + ";)L" + CANCELLATION + ";",
                false);
    }
}
