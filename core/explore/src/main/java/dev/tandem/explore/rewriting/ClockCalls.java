// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import org.objectweb.asm.Opcodes;

/**
 * What asks the default clock for the time: {@code now} of the classes of {@code java.time}, which
 * is given the virtual clock, and the constructors of dates and calendars.
 */
final class ClockCalls {

    private static final String CLOCK = "Ljava/time/Clock;";
    private static final String ZONE = "Ljava/time/ZoneId;";

    private ClockCalls() {}

    static boolean isOne(String owner, String name, String type) {
        return name.equals("now")
                && owner.startsWith("java/time/")
                && (type.startsWith("()") || type.startsWith("(" + ZONE + ")"));
    }

    static void write(MethodRewriter to, String owner, String name, String type, boolean itf) {
        boolean zoned = type.startsWith("(L");
        to.plain(
                Opcodes.INVOKESTATIC,
                Names.CLOCKS,
                zoned ? "system" : "systemDefaultZone",
                (zoned ? "(" + ZONE + ")" : "()") + CLOCK,
                false);
        String result = type.substring(type.indexOf(')'));
        to.plain(Opcodes.INVOKESTATIC, owner, name, "(" + CLOCK + result, itf);
    }

    static boolean isDateOfNow(String owner, String type) {
        return owner.equals("java/util/Date") && type.equals("()V");
    }

    /** Whether a new calendar shows the time, and not one that it is given. */
    static boolean isCalendarOfNow(String owner, String type) {
        return owner.equals("java/util/GregorianCalendar") && !type.startsWith("(I");
    }

    /** The calendar that has just been created is on the stack. */
    static void set(MethodRewriter to) {
        to.plain(Opcodes.DUP);
        to.plain(
                Opcodes.INVOKESTATIC,
                Names.CLOCKS,
                "set",
                "(Ljava/util/GregorianCalendar;)V",
                false);
    }
}
