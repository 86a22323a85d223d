// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.explore.world.Levels;
import dev.tandem.explore.world.Trace;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes accesses to memory known to the world: to fields, to array elements, and those through
 * variable handles and the like. Depending on the plan they are points of choice, are recorded, or
 * both.
 */
abstract class MemoryRewriter extends MethodVisitor {

    private static final String OBJECT_FIELD = "(II)V";

    final ClassRewriter rewriter;
    final String method;
    private final Iterator<String> names;
    int line;

    /** Whether the object of a constructor exists already for the verifier. */
    boolean initialised;

    /**
     * @param names those of {@link OperandNames}, or none
     */
    MemoryRewriter(MethodVisitor next, ClassRewriter rewriter, String method, List<String> names) {
        super(Opcodes.ASM9, next);
        this.rewriter = rewriter;
        this.method = method;
        this.names = names.iterator();
    }

    abstract int place(String operation);

    abstract void guard(String owner);

    @Override
    public void visitLineNumber(int number, Label start) {
        line = number;
        super.visitLineNumber(number, start);
    }

    void gate(String name, String type) {
        Generated.gate(mv, name, type);
    }

    /** As {@link #gate}, which does nothing at other levels than these. */
    void gate(int levels, String name, String type) {
        if (rewriter.plan.hasOnly(levels)) {
            gate(name, type);
        } else {
            push(levels);
            gate(name, type.replace(")", "I)"));
        }
    }

    void push(int value) {
        if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
            mv.visitIntInsn(Opcodes.SIPUSH, value);
        } else {
            mv.visitLdcInsn(value);
        }
    }

    /** A call that stays as it is, and is not looked at again. */
    void plain(int opcode, String owner, String name, String type, boolean itf) {
        mv.visitMethodInsn(opcode, owner, name, type, itf);
    }

    void cast(String type) {
        mv.visitTypeInsn(Opcodes.CHECKCAST, type);
    }

    void load(int local) {
        mv.visitVarInsn(Opcodes.ALOAD, local);
    }

    /** Where what this one writes goes. */
    MethodVisitor beneath() {
        return mv;
    }

    /** Instructions that stay as they are. */
    void plain(int... opcodes) {
        for (int opcode : opcodes) {
            mv.visitInsn(opcode);
        }
    }

    /**
     * A point of choice before an access, at some levels. In a twin the place in the program is
     * that of the call which led here.
     */
    private void point(int levels, String operation) {
        if (!rewriter.plan.has(levels)) {
            return;
        }
        if (rewriter.isBackground()) {
            gate(levels, "point", "()V");
        } else {
            push(place(operation));
            gate(levels, "entry", "(I)V");
        }
    }

    @Override
    public void visitFieldInsn(int opcode, String named, String name, String type) {
        boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
        String holder = rewriter.hierarchy.fieldHolder(named, name);
        String owner = InterfaceState.isHolder(holder) ? holder : named;
        Optional<Shape> shape = rewriter.hierarchy.shape(holder);
        // To use a field of an interface initialises no class that implements it.
        if (isStatic && shape.map(s -> s.fields().containsKey(name)).orElse(false)) {
            guard(holder);
        }
        int flags = shape.map(s -> s.fields().get(name)).orElse(Opcodes.ACC_FINAL);
        boolean own =
                rewriter.hierarchy.isRewritten(holder)
                        && (flags & Opcodes.ACC_SYNTHETIC) == 0
                        && ((flags & Opcodes.ACC_FINAL) == 0
                                || (!isStatic && rewriter.hierarchy.escapesEarly(holder)));
        boolean underConstruction = !isStatic && !initialised;
        if (own && !underConstruction) {
            boolean isWrite = opcode == Opcodes.PUTSTATIC || opcode == Opcodes.PUTFIELD;
            boolean isVolatile = (flags & Opcodes.ACC_VOLATILE) != 0;
            point(
                    visible(isVolatile),
                    (isWrite ? "write " : "read ") + MethodRewriter.simple(holder) + "." + name);
            if (rewriter.plan.tracked()) {
                record(
                        opcode,
                        owner,
                        field(holder, name, flags),
                        Type.getType(type).getSize(),
                        holder);
            }
        }
        super.visitFieldInsn(opcode, owner, name, type);
    }

    /**
     * The number under which an access by name is recorded: 0 for what {@code java.util.concurrent}
     * does within an object, which counts as an access to the whole of it. What works on streams is
     * taken to be right as well, and orders nothing: threads share much of it.
     */
    private int field(String holder, String name, int flags) {
        boolean isOpaque =
                (flags & Shape.LAZY) != 0
                        || Names.isOfStreams(holder)
                        || Names.isView(holder, name);
        int kind =
                (flags & Opcodes.ACC_VOLATILE) != 0 ? Trace.VOLATILE : isOpaque ? Trace.OPAQUE : 0;
        if (Names.isAtomic(holder)) {
            return Trace.VALUE | kind;
        }
        boolean whole =
                Names.isTwinned(holder)
                        && !Names.isCollection(holder)
                        && !Names.isOfStreams(holder);
        return whole ? 0 : rewriter.places.field(holder, name) | kind;
    }

    /** The levels at which accesses here are points of choice. */
    private int visible(boolean isVolatile) {
        if (rewriter.isTrusted()) {
            return isVolatile ? Levels.INSIDE : 0;
        }
        return isVolatile ? Levels.VOLATILES : Levels.MEMORY;
    }

    private void record(int opcode, String owner, int field, int size, String holder) {
        switch (opcode) {
            case Opcodes.GETFIELD -> {
                mv.visitInsn(Opcodes.DUP);
                number(owner, field, "read");
            }
            case Opcodes.PUTFIELD -> {
                if (size == 1) {
                    mv.visitInsn(Opcodes.DUP2);
                    mv.visitInsn(Opcodes.POP);
                } else {
                    mv.visitInsn(Opcodes.DUP2_X1);
                    mv.visitInsn(Opcodes.POP2);
                    mv.visitInsn(Opcodes.DUP_X2);
                }
                number(owner, field, "write");
            }
            default -> {
                push(-1);
                push(field == 0 ? rewriter.places.field(holder, "") | Trace.SYNCHRONISING : field);
                gate(opcode == Opcodes.GETSTATIC ? "read" : "write", OBJECT_FIELD);
            }
        }
    }

    private void number(String owner, int field, String access) {
        boolean mayHaveNone = !rewriter.isTrusted() && rewriter.hierarchy.isSerializable(owner);
        if (mayHaveNone) {
            mv.visitInsn(Opcodes.DUP);
        }
        mv.visitFieldInsn(Opcodes.GETFIELD, rewriter.topmost(owner), ClassRewriter.ID, "I");
        if (mayHaveNone) {
            gate("number", "(Ljava/lang/Object;I)I");
        }
        push(field);
        gate(access, OBJECT_FIELD);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
            elementPoint(element("read "));
            if (rewriter.plan.tracked()) {
                mv.visitInsn(Opcodes.DUP2);
                gate(
                        rewriter.isTrusted() ? "acquireElement" : "readElement",
                        "(Ljava/lang/Object;I)V");
            }
        } else if (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
            elementPoint(element("write "));
            if (rewriter.plan.tracked()) {
                boolean wide = opcode == Opcodes.LASTORE || opcode == Opcodes.DASTORE;
                mv.visitInsn(wide ? Opcodes.DUP2_X2 : Opcodes.DUP_X2);
                mv.visitInsn(wide ? Opcodes.POP2 : Opcodes.POP);
                mv.visitInsn(wide ? Opcodes.DUP2_X2 : Opcodes.DUP2_X1);
                gate(
                        rewriter.isTrusted() ? "releaseElement" : "writeElement",
                        "(Ljava/lang/Object;I)V");
            }
        }
        super.visitInsn(opcode);
    }

    /** What is called so that is accessed or taken next; empty when that is not known. */
    String nextName() {
        return names.hasNext() ? names.next() : "";
    }

    private String element(String verb) {
        String array = nextName();
        return verb + (array.isEmpty() ? "an element" : array + "[]");
    }

    private void elementPoint(String operation) {
        point(visible(false), operation);
    }

    void accessThroughJdk(int opcode, String owner, String name, String type, boolean itf) {
        elementPoint(MethodRewriter.simple(owner) + "." + name);
        if (rewriter.plan.tracked()) {
            ArrayCalls.write(this, owner, name, type, rewriter.isTrusted());
        } else {
            mv.visitMethodInsn(opcode, owner, name, type, itf);
        }
    }

    /** Calls a static method of this class. */
    void call(String method, String type) {
        mv.visitMethodInsn(
                Opcodes.INVOKESTATIC, rewriter.name, method, type, rewriter.isInterface());
    }

    void accessThroughHandle(int opcode, String owner, String name, String type, boolean itf) {
        boolean updater = owner.endsWith("FieldUpdater");
        point(updater ? Levels.ALL : visible(true), MethodRewriter.simple(owner) + "." + name);
        if (!rewriter.plan.tracked()) {
            mv.visitMethodInsn(opcode, owner, name, type, itf);
            return;
        }
        String described = "(L" + owner + ";" + type.substring(1);
        HandleAccess access = new HandleAccess(owner, name, type, rewriter);
        String bridge =
                rewriter.bridge(
                        described,
                        code -> {
                            access.before(code);
                            arguments(code, described);
                            code.visitMethodInsn(opcode, owner, name, type, itf);
                            access.after(code);
                        },
                        false);
        call(bridge, described);
    }

    /** Loads what a static method with such parameters is called with. */
    static void arguments(MethodVisitor to, String described) {
        int local = 0;
        for (Type argument : Type.getArgumentTypes(described)) {
            to.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
            local += argument.getSize();
        }
    }
}
