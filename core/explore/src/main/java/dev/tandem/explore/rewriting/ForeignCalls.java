package dev.tandem.explore.rewriting;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    private static final String OBJECT = "java/lang/Object";
    private static final String STRING = "java/lang/String";

    /** What the program itself writes, or what calls nothing of its arguments but that. */
    private static final Set<String> CALLBACKS =
            Set.of(
                    "java/lang/AutoCloseable",
                    "java/lang/Class",
                    "java/lang/Comparable",
                    "java/lang/Runnable",
                    "java/lang/Thread",
                    "java/lang/Throwable",
                    "java/util/Comparator",
                    "java/util/Optional");

    private static final List<String> CALLBACK_PACKAGES =
            List.of(
                    "java/lang/invoke/",
                    "java/lang/reflect/",
                    "java/time/",
                    "java/util/concurrent/",
                    "java/util/function/");

    /** Types of parameters of which nothing can be read that others could write. */
    private static final Set<String> CONSTANT =
            Set.of(
                    "java/lang/Boolean",
                    "java/lang/Character",
                    "java/lang/Class",
                    "java/lang/ClassLoader",
                    "java/lang/Double",
                    "java/lang/Enum",
                    "java/lang/Exception",
                    "java/lang/Float",
                    "java/lang/Integer",
                    "java/lang/Long",
                    "java/lang/Number",
                    "java/lang/Runnable",
                    STRING,
                    "java/lang/Thread",
                    "java/lang/ThreadGroup",
                    "java/lang/Throwable",
                    "java/util/Comparator",
                    "java/util/Locale",
                    "java/util/Optional",
                    "java/util/Random",
                    "java/util/UUID");

    private static final List<String> CONSTANT_PACKAGES =
            List.of(
                    "java/lang/invoke/",
                    "java/lang/reflect/",
                    "java/math/",
                    "java/nio/charset/",
                    "java/nio/file/",
                    "java/time/",
                    "java/util/concurrent/",
                    "java/util/function/",
                    "java/util/regex/");

    /** Classes whose methods only read the arrays that they are handed. */
    private static final List<String> READERS =
            List.of(
                    "java/io/PrintStream",
                    "java/lang/AbstractStringBuilder",
                    "java/lang/Character",
                    STRING,
                    "java/lang/StringBuffer",
                    "java/lang/StringBuilder",
                    "java/nio/file/Path",
                    "java/util/EnumSet",
                    "java/util/List",
                    "java/util/Map",
                    "java/util/Objects",
                    "java/util/Set",
                    "java/util/stream/IntStream",
                    "java/util/stream/Stream");

    /** What the names of classes end with that texts and bytes are read from and written to. */
    private static final List<String> STREAMS = List.of("Reader", "Stream", "Writer");

    private ForeignCalls() {}

    /** Whether a call has to be made known. */
    static boolean isOne(int opcode, String declaring, String name, String type) {
        return opcode != Opcodes.INVOKESPECIAL
                && ((opcode != Opcodes.INVOKESTATIC && isForeign(declaring, name))
                        || isHanding(declaring, name, type));
    }

    /** Whether the receiver of a call may be an object that is not rewritten, and can change. */
    static boolean isForeign(String owner, String name) {
        return switch (owner) {
            case "java/lang/CharSequence",
                    "java/lang/Appendable",
                    "java/lang/Iterable",
                    "java/lang/StringBuffer",
                    "java/lang/StringBuilder",
                    "java/lang/AbstractStringBuilder" ->
                    true;
            case OBJECT -> name.equals("equals") || name.equals("toString");
            case "java/util/Locale", "java/util/UUID" -> false;
            default ->
                    isStream(owner)
                            || (owner.startsWith("java/nio/") && owner.endsWith("Buffer"))
                            || isUtility(owner);
        };
    }

    private static boolean isStream(String owner) {
        return owner.startsWith("java/io/") && STREAMS.stream().anyMatch(owner::endsWith);
    }

    private static boolean isUtility(String owner) {
        return owner.startsWith("java/util/")
                && !Names.isTwinned(owner)
                && !owner.startsWith("java/util/function/")
                && !owner.startsWith("java/util/stream/")
                && !owner.startsWith("java/util/regex/")
                && !owner.startsWith("java/util/random/")
                && !owner.startsWith("java/util/concurrent/")
                && !owner.startsWith("java/util/Optional");
    }

    /** Whether the JDK is handed something that it may read or write. */
    private static boolean isHanding(String declaring, String name, String type) {
        return Names.isJdk(declaring)
                && !Names.isTwinned(declaring)
                && !CALLBACKS.contains(declaring)
                && CALLBACK_PACKAGES.stream().noneMatch(declaring::startsWith)
                && !name.startsWith("requireNonNull")
                && !name.equals("identityHashCode")
                && areAccessed(type);
    }

    private static boolean areAccessed(String type) {
        for (Type argument : Type.getArgumentTypes(type)) {
            if (isAccessed(argument)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAccessed(Type type) {
        if (type.getSort() < Type.ARRAY) {
            return false;
        }
        String name = type.getSort() == Type.OBJECT ? type.getInternalName() : "";
        return !Names.isTwinned(name)
                && !CONSTANT.contains(name)
                && CONSTANT_PACKAGES.stream().noneMatch(name::startsWith);
    }

    private static boolean writes(String owner, String name) {
        return !READERS.contains(owner) || name.startsWith("get");
    }

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
        boolean receiver = !isStatic && isForeign(declaring, name);
        boolean handing = shown && isHanding(declaring, name, type);
        int place = shown ? to.place(MethodRewriter.simple(owner) + "." + name) : 0;
        if (receiver && shown && !plan.sync()) {
            to.push(place);
            to.gate("at", "(I)V");
        }
        String described = isStatic ? type : "(L" + owner + ";" + type.substring(1);
        Type[] operands = Type.getArgumentTypes(described);
        String bridge =
                rewriter.bridge(
                        described,
                        code -> {
                            if (receiver && shown && plan.entries()) {
                                code.visitVarInsn(Opcodes.ALOAD, 0);
                                code.visitLdcInsn(place);
                                gate(code, "entry", "(Ljava/lang/Object;I)V");
                            }
                            if (shown) {
                                step(code, plan, operands, isStatic, receiver, handing, place);
                            }
                            if (plan.tracked()) {
                                if (receiver) {
                                    code.visitVarInsn(Opcodes.ALOAD, 0);
                                    gate(code, "touchForeign", "(Ljava/lang/Object;)V");
                                }
                                if (handing) {
                                    hand(code, operands, isStatic, writes(declaring, name));
                                }
                            }
                            MethodRewriter.arguments(code, described);
                            code.visitMethodInsn(opcode, owner, name, type, itf);
                            if (plan.tracked()
                                    && receiver
                                    && Type.getReturnType(type).getSort() >= Type.ARRAY) {
                                code.visitInsn(Opcodes.DUP);
                                code.visitVarInsn(Opcodes.ALOAD, 0);
                                gate(code, "derived", "(Ljava/lang/Object;Ljava/lang/Object;)V");
                            }
                        },
                        false);
        to.call(bridge, described);
    }

    private static void gate(MethodVisitor code, String name, String type) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, Names.GATE, name, type, false);
    }

    /**
     * A point of choice, if anything that can change is involved; or that synchronises threads,
     * where plain accesses to memory are no such points.
     */
    private static void step(
            MethodVisitor code,
            Plan plan,
            Type[] operands,
            boolean isStatic,
            boolean receiver,
            boolean handing,
            int place) {
        String question = plan.memory() ? "canChange" : "isSynchronized";
        code.visitInsn(Opcodes.ICONST_0);
        if (receiver) {
            code.visitInsn(Opcodes.ACONST_NULL);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            gate(code, question, "(Ljava/lang/Object;Ljava/lang/Object;)Z");
            code.visitInsn(Opcodes.IOR);
        }
        for (int local : handing ? accessed(operands, isStatic) : List.<Integer>of()) {
            holder(code, isStatic);
            code.visitVarInsn(Opcodes.ALOAD, local);
            gate(code, question, "(Ljava/lang/Object;Ljava/lang/Object;)Z");
            code.visitInsn(Opcodes.IOR);
        }
        code.visitLdcInsn(place);
        gate(code, "entry", "(ZI)V");
    }

    private static void hand(
            MethodVisitor code, Type[] operands, boolean isStatic, boolean writing) {
        for (int local : accessed(operands, isStatic)) {
            holder(code, isStatic);
            code.visitVarInsn(Opcodes.ALOAD, local);
            code.visitInsn(writing ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
            gate(code, "handed", "(Ljava/lang/Object;Ljava/lang/Object;Z)V");
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
            if ((isStatic || i > 0) && isAccessed(operands[i])) {
                locals.add(local);
            }
            local += operands[i].getSize();
        }
        return locals;
    }

    /** Whether texts are put together from something that can change. */
    static boolean isConcatenation(Handle bootstrap, String type) {
        return bootstrap.getOwner().equals("java/lang/invoke/StringConcatFactory")
                && areAccessed(type);
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
                            step(code, plan, operands, true, false, true, place);
                            if (plan.tracked()) {
                                hand(code, operands, true, false);
                            }
                            MethodRewriter.arguments(code, type);
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
        if (to.rewriter.isBackground() || !isHanding(owner, "<init>", type)) {
            return;
        }
        Type[] operands = Type.getArgumentTypes(type);
        for (int i = operands.length - 1, after = 0; i >= 0; after += operands[i--].getSize()) {
            if (!isAccessed(operands[i])) {
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
            to.plain(Opcodes.DUP);
            to.push(to.place("new " + MethodRewriter.simple(owner)));
            to.gate(plan.memory() ? "creating" : "creatingFrom", "(Ljava/lang/Object;I)V");
            if (plan.tracked() && isStream(owner)) {
                to.plain(Opcodes.DUP);
                to.gate("wrapping", "(Ljava/lang/Object;)V");
            }
            if (plan.tracked()) {
                to.plain(writes(owner, "") ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
                to.gate("handed", "(Ljava/lang/Object;Z)V");
            } else {
                to.plain(Opcodes.POP);
            }
        }
    }
}
