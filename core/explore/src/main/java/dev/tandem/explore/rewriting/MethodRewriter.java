// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.explore.rewriting.Places.Place;
import dev.tandem.explore.world.Levels;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Rewrites the code of one method: its calls and its monitors. Memory is {@link MemoryRewriter}'s,
 * and what is told of loops {@link LoopEdges}'.
 */
final class MethodRewriter extends MemoryRewriter {

    private static final String SITE = "(I)V";
    private static final String RECEIVER_SITE = "(Ljava/lang/Object;I)V";

    private final boolean early;
    private final boolean numbering;
    private final LoopEdges edges;
    private final NewPlaces news = new NewPlaces();
    private final Constructions constructions;

    /** What the field is called that has the lock which the next place is about. */
    private String asked = "";

    /**
     * @param early whether the method can be called by others while its class is being initialised
     * @param numbering whether the method gives the object its number, as the topmost constructor
     * @param loops those in which it may wait
     * @param names as for {@link MemoryRewriter}
     */
    MethodRewriter(
            MethodVisitor next,
            ClassRewriter type,
            String method,
            boolean early,
            boolean numbering,
            Loops loops,
            List<String> names) {
        super(next, type, method, names);
        this.early = early;
        this.numbering = numbering;
        this.edges = new LoopEdges(this, loops);
        this.constructions = new Constructions(this, news);
        initialised = !method.equals("<init>");
    }

    @Override
    public void visitCode() {
        super.visitCode();
        if (method.equals(EnumState.CONSTRUCT)) {
            rewriter.clear(mv);
            number();
        }
    }

    /** The object exists now, and gets its number if it is this method that gives it. */
    void number() {
        if (numbering) {
            Generated.number(mv, rewriter.name);
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        // From its class the JDK gets the constants of an enum, as if it were initialised.
        if (value instanceof Type type
                && type.getSort() == Type.OBJECT
                && rewriter.hierarchy.isEnumWithState(type.getInternalName())) {
            guard(type.getInternalName());
        }
        super.visitLdcInsn(value);
    }

    @Override
    public void visitLabel(Label label) {
        edges.pass(label);
        news.pass(label);
        super.visitLabel(label);
    }

    @Override
    public void visitFrame(int type, int locals, Object[] local, int size, Object[] stack) {
        super.visitFrame(type, locals, news.moved(local), size, news.moved(stack));
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        edges.jump(opcode, label);
        super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
        edges.branch(otherwise, labels);
        super.visitTableSwitchInsn(min, max, otherwise, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        edges.branch(otherwise, labels);
        super.visitLookupSwitchInsn(otherwise, keys, labels);
    }

    @Override
    public void visitInsn(int opcode) {
        switch (opcode) {
            case Opcodes.MONITORENTER -> {
                asked = nextField();
                at("synchronized");
                asked = "";
                gate("enter", "(Ljava/lang/Object;)V");
            }
            case Opcodes.MONITOREXIT -> gate("exit", "(Ljava/lang/Object;)V");
            default -> super.visitInsn(opcode);
        }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.NEW) {
            guard(type);
            constructions.create(type);
        } else {
            super.visitTypeInsn(opcode, type);
        }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String type) {
        if (owner.equals("java/lang/System") && opcode == Opcodes.GETSTATIC) {
            // Printed some thousand times over, it is of no use to anybody.
            mv.visitMethodInsn(Opcodes.INVOKESTATIC, Names.INTERNALS, name, "()" + type, false);
        } else {
            super.visitFieldInsn(opcode, owner, name, type);
        }
    }

    @Override
    void guard(String owner) {
        if (owner.equals(rewriter.name) && !early) {
            return;
        }
        Optional<String> guarded = rewriter.hierarchy.guarded(owner);
        guarded.filter(g -> early || !g.equals(rewriter.name))
                .ifPresent(g ->
                        mv.visitMethodInsn(
                                Opcodes.INVOKESTATIC, g, InitialisationGuard.NAME, "()V", false));
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String type, boolean itf) {
        rewrite(opcode, owner, name, type, itf);
        if (!rewriter.isBackground() && ParallelCalls.isOne(name, type)) {
            ParallelCalls.control(this, type);
        }
    }

    private void rewrite(int opcode, String owner, String name, String type, boolean itf) {
        if (name.equals("<init>")) {
            constructions.construct(opcode, owner, type, itf);
            return;
        }
        String declaring = rewriter.hierarchy.declaring(owner, name, type);
        if (ParallelCalls.isSort(declaring, name)) {
            ParallelCalls.sort(this, type);
            return;
        }
        if (SpuriousCalls.isWeakUpdate(declaring, name, type) && mayFail()) {
            updateWeakly(opcode, owner, name, type, itf);
            return;
        }
        CallTable.Target target = CallTable.of(declaring, name);
        if (target != null && rewriter.isTrusted() && isOfferToOthers(name)) {
            offer(name);
            return;
        }
        if (rewriter.isTwin() && name.endsWith("Fence")) {
            plain(opcode, owner, name, type, itf);
            return;
        }
        boolean ownSuperHash = opcode == Opcodes.INVOKESPECIAL && name.equals("hashCode");
        if (target != null && (!ownSuperHash || declaring.equals("java/lang/Object"))) {
            if (CallTable.isStep(target)) {
                at(simple(declaring) + "." + name);
            }
            int observed = rewriter.isBackground() ? Levels.INSIDE : Levels.ALL;
            if (CallTable.isObservation(target) && rewriter.plan.has(observed)) {
                gate(observed, "point", "()V");
            }
            String described =
                    opcode == Opcodes.INVOKESTATIC
                            ? type
                            : "(L" + receiver(declaring) + ";" + type.substring(1);
            tellWait(declaring, name);
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC, target.owner(), target.name(), described, false);
            return;
        }
        if (ClockCalls.isOne(declaring, name, type)) {
            ClockCalls.write(this, owner, name, type, itf);
            return;
        }
        tellOutside(declaring, name);
        if (CallTable.isOutside(declaring, type)) {
            at(simple(declaring) + "." + name);
            if (rewriter.plan.has(Levels.VOLATILES)) {
                gate(Levels.VOLATILES, "point", "()V");
            }
            gate("outsideOfTheHeap", "()V");
        }
        CallTable.refusal(declaring, name, type)
                .or(() ->
                        rewriter.hierarchy.isWhole(owner)
                                ? Names.refusal(owner, type)
                                : Optional.empty())
                .ifPresent(reason -> {
                    mv.visitLdcInsn(reason);
                    mv.visitMethodInsn(
                            Opcodes.INVOKESTATIC,
                            Names.INTERNALS,
                            "refuse",
                            "(Ljava/lang/String;)V",
                            false);
                });
        if (opcode == Opcodes.INVOKESTATIC) {
            guard(declaring);
        }
        if (!rewriter.isTwin() && ReflectiveCalls.isOne(declaring, name)) {
            ReflectiveCalls.write(this, opcode, owner, name, type, itf);
        } else if (ArrayCalls.isOne(owner, name, type)) {
            accessThroughJdk(opcode, owner, name, type, itf);
        } else if (HandleAccess.isOne(owner, name, type)) {
            accessThroughHandle(opcode, owner, name, type, itf);
        } else if (!rewriter.isTwin() && Names.isEntry(declaring)) {
            asked = OperandNames.mayWait(opcode, declaring, name) ? nextField() : "";
            enter(opcode, declaring, name, type);
            asked = "";
            tellWait(declaring, name);
            if (SpuriousCalls.isConditionWait(declaring, name)) {
                SpuriousCalls.await(this, name, type);
            } else {
                super.visitMethodInsn(opcode, owner, name, type, itf);
            }
        } else if (Copying.isOne(opcode, declaring, name)) {
            super.visitMethodInsn(opcode, owner, name, type, itf);
            Copying.number(this);
        } else if (ForeignTypes.areAccessedBy(opcode, declaring, name, type)) {
            ForeignCalls.write(this, opcode, owner, declaring, name, type, itf);
        } else {
            if (Names.isObservableLock(declaring)
                    || declaring.equals("java/lang/invoke/MethodHandle")) {
                at(simple(declaring) + "." + name);
            }
            calls(declaring, simple(owner) + "." + name);
            super.visitMethodInsn(opcode, owner, name, type, itf);
        }
    }

    /** As {@link #nextName}, where that is a field. */
    private String nextField() {
        String name = nextName();
        return name.indexOf('.') < 0 || name.endsWith("]") ? "" : name;
    }

    private void tellWait(String declaring, String name) {
        if (!rewriter.isTwin() && SpuriousCalls.isWait(declaring, name)) {
            gate("mayWakeUp", "()V");
        }
    }

    /** A bridge that has been written for it calls the update itself. */
    private boolean mayFail() {
        return !rewriter.isTwin() && !method.startsWith(WorldClasses.BRIDGE);
    }

    private void updateWeakly(int opcode, String owner, String name, String type, boolean itf) {
        at(simple(owner) + "." + name);
        gate("point", "()V");
        String described = SpuriousCalls.described(owner, type);
        String bridge =
                rewriter.bridge(
                        described,
                        code ->
                                SpuriousCalls.update(
                                        code, described, opcode, owner, name, type, itf),
                        true);
        call(bridge, described);
    }

    /** Where the JDK's own code makes one it goes round, and looks at the same again. */
    private static boolean isOfferToOthers(String name) {
        return name.equals("yield") || name.equals("onSpinWait");
    }

    /**
     * Spinning is of no use where the JDK's own code is one step: nobody can do meanwhile what it
     * spins for, and it parks in the end.
     */
    private void offer(String name) {
        int useful = name.equals("onSpinWait") ? Levels.INSIDE : Levels.ALL;
        if (rewriter.plan.has(useful)) {
            gate(useful, "letOthersGoFirst", "()V");
        } else {
            mv.visitInsn(Opcodes.NOP);
        }
    }

    /** The static methods take any builder, and whatever gives access to memory. */
    private static String receiver(String declaring) {
        if (declaring.endsWith("/misc/Unsafe")) {
            return "java/lang/Object";
        }
        return declaring.startsWith("java/lang/Thread$Builder")
                ? "java/lang/Thread$Builder"
                : declaring;
    }

    private void enter(int opcode, String declaring, String name, String type) {
        // What is of interest is where a lock is taken, not where the lock does that.
        boolean shown = !Names.isObservableLock(rewriter.name);
        int site = shown ? place(simple(declaring) + "." + name) : 0;
        if (shown && !rewriter.isBackground() && rewriter.plan.has(Levels.INSIDE)) {
            push(site);
            gate(Levels.INSIDE, "at", SITE);
        }
        if (!rewriter.plan.has(Levels.ENTRIES)) {
            return;
        }
        if (type.startsWith("()") && opcode != Opcodes.INVOKESTATIC) {
            mv.visitInsn(Opcodes.DUP);
            push(site);
            gate(Levels.ENTRIES, entry(name), RECEIVER_SITE);
        } else {
            push(site);
            gate(Levels.ENTRIES, "entry", SITE);
        }
    }

    private static String entry(String name) {
        return switch (name) {
            case "lock" -> "lockEntry";
            case "lockInterruptibly" -> "interruptibleEntry";
            default -> "entryOf";
        };
    }

    /** Collections have steps of their own, which are shown where they are called. */
    void calls(String declaring, String operation) {
        if (!rewriter.isBackground() && Names.isCollection(declaring)) {
            push(place(operation));
            gate("calls", SITE);
        }
    }

    void tellOutside(String declaring, String name) {
        if (!rewriter.isTwin()) {
            InputOutput.of(declaring, name)
                    .ifPresent(call -> {
                        mv.visitLdcInsn(call);
                        gate("outside", "(Ljava/lang/String;)V");
                    });
        }
    }

    @Override
    public void visitInvokeDynamicInsn(
            String name, String type, Handle bootstrap, Object... arguments) {
        Object[] rewritten = arguments.clone();
        for (int i = 0; i < rewritten.length; i++) {
            if (rewritten[i] instanceof Handle handle) {
                rewritten[i] = References.rewrite(handle, type, line, rewriter);
            }
        }
        if (!rewriter.isTwin() && ForeignCalls.isConcatenation(bootstrap, type)) {
            ForeignCalls.concatenate(this, name, type, bootstrap, rewritten);
        } else {
            super.visitInvokeDynamicInsn(name, type, bootstrap, rewritten);
        }
    }

    private void at(String operation) {
        if (!rewriter.isBackground() && !Names.isObservableLock(rewriter.name)) {
            push(place(operation));
            gate("at", SITE);
        }
    }

    @Override
    int place(String operation) {
        return rewriter.number(
                new Place(
                        rewriter.name.replace('/', '.'),
                        method,
                        rewriter.source,
                        line,
                        operation,
                        asked));
    }

    static String simple(String name) {
        return InterfaceState.shown(name.substring(name.lastIndexOf('/') + 1)).replace('$', '.');
    }
}
