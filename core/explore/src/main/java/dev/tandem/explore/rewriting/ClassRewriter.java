// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.explore.rewriting.Places.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/** Rewrites a class under its original name. */
final class ClassRewriter extends ClassVisitor {
    static final String ID = "$tandemId";
    private static final String OWNABLE = "java/util/concurrent/locks/AbstractOwnableSynchronizer";
    private static final String LOCK = "java/util/concurrent/locks/ReentrantLock";
    static final String WORLD = "dev/tandem/explore/world/";

    final Hierarchy hierarchy;
    final Plan plan;
    final Places places;

    String name = "";
    String source = "";
    private String superName = "";
    private int access;
    boolean topmost;
    private boolean declaresHashCode;
    private @Nullable MethodNode initializer;
    private final Map<String, Field> statics = new LinkedHashMap<>();
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<Place, Integer> occurrences = new HashMap<>();
    private int bridges;
    private int loops;
    private final List<Runnable> later = new ArrayList<>();

    /** A static field that starts afresh in every execution, or stays when it is a constant. */
    record Field(String name, String type, boolean constant) {}

    ClassRewriter(ClassVisitor next, Hierarchy hierarchy, Plan plan, Places places) {
        super(Opcodes.ASM9, next);
        this.hierarchy = hierarchy;
        this.plan = plan;
        this.places = places;
    }

    /** A number for a loop, which loops of other classes hardly have. */
    int nextLoop() {
        return name.hashCode() + ++loops;
    }

    boolean isInterface() {
        return (access & Opcodes.ACC_INTERFACE) != 0;
    }

    boolean isEnum() {
        return superName.equals("java/lang/Enum");
    }

    /**
     * Whether the class is one of {@code java.util.concurrent}, which may do as it likes with its
     * memory.
     */
    boolean isTrusted() {
        return isTwin() && !Names.isCollection(name);
    }

    /**
     * Whether others can meet objects of this class, or get hold of its lambdas, while its
     * initialiser still runs, which then lets them wait.
     */
    boolean isControlled() {
        return hierarchy.isControlled(name);
    }

    /** Whether what happens in the class is shown where the program has called it. */
    boolean isBackground() {
        return isTwin() || name.startsWith(Names.STAND_IN);
    }

    boolean isTwin() {
        return Names.isTwinned(name);
    }

    /** The number of a place of this class, which may be one of several that look alike. */
    int number(Place place) {
        return places.number(place, occurrences.merge(place, 1, Integer::sum));
    }

    @Override
    public void visit(
            int version,
            int flags,
            String name,
            String generic,
            String superName,
            String[] interfaces) {
        this.name = name;
        this.superName = superName;
        this.access = flags;
        this.topmost = !isInterface() && !hierarchy.isRewritten(superName);
        List<String> all = new ArrayList<>(List.of(interfaces));
        if (isTwin() && !Names.isCollection(name) && !isInterface()) {
            all.add(Names.INSIDE + "Twin");
        }
        if (topmost && plan.tracked()) {
            all.add(WORLD + "Tracked");
        }
        if (name.equals(OWNABLE)) {
            all.add(WORLD + "OwnedTwin");
        }
        if (LockHooks.QUEUED.contains(name)) {
            all.add(WORLD + "QueuedTwin");
        }
        if (name.equals(LOCK)) {
            all.add(WORLD + "LockTwin");
        }
        // What is added to a class is used wherever a class below it is, in other packages too.
        int visible = flags | Opcodes.ACC_PUBLIC;
        // A JVM takes class files with preview features only when it is told to.
        int plain = version & 0xFFFF;
        super.visit(plain, visible, name, generic, superName, all.toArray(String[]::new));
    }

    /** The uppermost rewritten superclass, which has the number of the object. */
    String topmost(String owner) {
        String at = owner;
        while (true) {
            String above = hierarchy.shape(at).map(Shape::superName).orElse("");
            if (!hierarchy.isRewritten(above)) {
                return at;
            }
            at = above;
        }
    }

    @Override
    public void visitNestMember(String member) {
        super.visitNestMember(member);
        hierarchy.stateOf(member).ifPresent(super::visitNestMember);
    }

    @Override
    public void visitSource(String file, String debug) {
        source = file == null ? "" : file;
        super.visitSource(file, debug);
    }

    @Override
    public FieldVisitor visitField(
            int flags, String field, String type, String generic, Object value) {
        int now = flags;
        if ((flags & (Opcodes.ACC_STATIC | Opcodes.ACC_FINAL)) == 0) {
            fields.put(field, type);
        }
        if ((flags & Opcodes.ACC_STATIC) != 0 && hierarchy.isGuarded(name)) {
            boolean constant = isConstant(flags, field, type, value);
            statics.put(field, new Field(field, type, constant));
            if (!constant) {
                // Transient says nothing on a static field; here it tells Statics that the field
                // was final.
                now =
                        (flags & Opcodes.ACC_FINAL) != 0
                                ? (flags & ~Opcodes.ACC_FINAL) | Opcodes.ACC_TRANSIENT
                                : flags;
            }
        }
        return super.visitField(now, field, type, generic, value);
    }

    /** Whether a static field keeps its first value in all executions. */
    private boolean isConstant(int flags, String field, String type, @Nullable Object value) {
        if (isEnum() && EnumState.isLasting(name, field, type, flags)) {
            return true;
        }
        boolean computedOnce = StaticState.isConstant(type) && !isControlled() && !isEnum();
        return (flags & Opcodes.ACC_FINAL) != 0 && (value != null || computedOnce);
    }

    @Override
    public MethodVisitor visitMethod(
            int flags, String method, String type, String generic, String[] thrown) {
        declaresHashCode |= method.equals("hashCode") && type.equals("()I");
        if (method.equals("<clinit>")) {
            initializer = new MethodNode(Opcodes.ASM9, flags, method, type, generic, thrown);
            return initializer;
        }
        if ((flags & Opcodes.ACC_NATIVE) != 0 || (flags & Opcodes.ACC_ABSTRACT) != 0) {
            return super.visitMethod(flags, method, type, generic, thrown);
        }
        return (flags & Opcodes.ACC_SYNCHRONIZED) != 0
                ? new Entering(flags, method, type, generic, thrown)
                : code(flags, method, method, type, generic, thrown);
    }

    /** Reads the whole of a synchronized method, to know where it begins. */
    private final class Entering extends MethodNode {

        Entering(int flags, String method, String type, String generic, String[] thrown) {
            super(Opcodes.ASM9, flags, method, type, generic, thrown);
        }

        @Override
        public void visitEnd() {
            int flags = access & ~Opcodes.ACC_SYNCHRONIZED;
            int own = flags & ~(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED);
            String[] thrown = exceptions.toArray(String[]::new);
            String body = WorldClasses.BODY + name;
            MethodVisitor mv =
                    ClassRewriter.super.visitMethod(flags, name, desc, signature, thrown);
            SynchronizedMethod.write(mv, ClassRewriter.this, this, body);
            accept(
                    code(
                            own | Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC,
                            name,
                            body,
                            desc,
                            signature,
                            thrown));
        }
    }

    /**
     * The code of a method.
     *
     * @param now what it is to be called
     */
    private MethodVisitor code(
            int flags, String method, String now, String type, String generic, String[] thrown) {
        if (name.equals(OWNABLE) && method.equals("setExclusiveOwnerThread")) {
            return new LockHooks.OwnerChange(
                    super.visitMethod(flags, method, type, generic, thrown));
        }
        MethodVisitor next = super.visitMethod(flags, now, type, generic, thrown);
        if (name.equals(LockHooks.POOL) && method.equals("runWorker")) {
            next = new LockHooks.Working(next);
        }
        next = LoanHooks.of(next, name, method, type);
        next = OptimisticHooks.of(next, name, method);
        if (LockHooks.QueueingUp.isOne(name, method, type)) {
            next = new LockHooks.QueueingUp(next, type);
        }
        if (LockHooks.QUEUED.contains(name) && LockHooks.SETTERS.contains(method)) {
            next = new LockHooks.StateChange(next);
        }
        boolean names = name.equals(LockHooks.NAMED) && method.equals("<init>");
        return rewriting(names ? new LockHooks.Naming(next) : next, flags, method, type);
    }

    private MethodVisitor rewriting(MethodVisitor next, int flags, String method, String type) {
        return plan.tracked() && !isTrusted()
                ? new Looking(next, flags, method, type)
                : rewriting(next, flags, method);
    }

    /** For code that has no loops in which threads may wait, and names neither arrays nor locks. */
    private MethodRewriter rewriting(MethodVisitor next, int flags, String method) {
        return rewriting(next, flags, method, Loops.NONE, List.of());
    }

    private MethodRewriter rewriting(
            MethodVisitor next, int flags, String method, Loops waiting, List<String> names) {
        return new MethodRewriter(
                plan.tracked() ? new Allocations(next, hierarchy) : next,
                this,
                method,
                (flags & Opcodes.ACC_STATIC) == 0 && isControlled(),
                (method.equals("<init>") || method.equals(EnumState.CONSTRUCT))
                        && topmost
                        && plan.tracked(),
                waiting,
                names);
    }

    /** Reads the whole of a method, to find its loops, before it is rewritten. */
    private final class Looking extends MethodNode {
        private final MethodVisitor next;

        Looking(MethodVisitor next, int flags, String method, String type) {
            super(Opcodes.ASM9, flags, method, type, null, null);
            this.next = next;
        }

        @Override
        public void visitEnd() {
            List<String> names =
                    isBackground()
                            ? List.of()
                            : OperandNames.of(ClassRewriter.this.name, this, hierarchy);
            Loops waiting = Loops.of(this, ClassRewriter.this::nextLoop);
            accept(rewriting(next, access, name, waiting, names));
        }
    }

    /**
     * A static method of this class that does one call, so that what comes before the call can see
     * its arguments.
     */
    String bridge(String type, java.util.function.Consumer<MethodVisitor> code, boolean rewritten) {
        String bridge = WorldClasses.BRIDGE + bridges++;
        later.add(() -> {
            MethodVisitor mv =
                    super.visitMethod(
                            Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                            bridge,
                            type,
                            null,
                            null);
            MethodVisitor to = rewritten ? rewriting(mv, Opcodes.ACC_STATIC, bridge) : mv;
            to.visitCode();
            code.accept(to);
            to.visitInsn(Type.getReturnType(type).getOpcode(Opcodes.IRETURN));
            to.visitMaxs(0, 0);
            to.visitEnd();
        });
        return bridge;
    }

    @Override
    public void visitEnd() {
        StaticState.write(this, initializer, List.copyOf(statics.values()), superName);
        if (topmost && plan.tracked()) {
            field(Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_TRANSIENT, ID, "I");
            Generated.getter(cv, name, "tandemId", ID, "I", "I");
        }
        if (name.equals(OWNABLE)) {
            Generated.getter(
                    cv,
                    name,
                    "tandemOwner",
                    "exclusiveOwnerThread",
                    "Ljava/lang/Thread;",
                    "Ljava/lang/Thread;");
        }
        if (LockHooks.QUEUED.contains(name)) {
            LockHooks.tell(cv, name);
        }
        if (name.equals(LOCK)) {
            Generated.getter(
                    cv,
                    name,
                    "tandemSync",
                    "sync",
                    "Ljava/util/concurrent/locks/ReentrantLock$Sync;",
                    "Ljava/lang/Object;");
        }
        if (!isInterface()) {
            Copying.write(this, superName, fields);
        }
        if (superName.equals("java/lang/Object") && !declaresHashCode && !isInterface()) {
            Generated.hashCode(cv);
        }
        // Writing one bridge can ask for another.
        for (int i = 0; i < later.size(); i++) {
            later.get(i).run();
        }
        super.visitEnd();
    }

    /** Writes what makes an object of this class as if nobody had constructed it yet. */
    void clear(MethodVisitor mv) {
        fields.forEach((field, type) -> {
            mv.visitVarInsn(Opcodes.ALOAD, 0);
            StaticState.zero(mv, Type.getType(type));
            mv.visitFieldInsn(Opcodes.PUTFIELD, name, field, type);
        });
    }

    /** A field in addition to those of the class. */
    void field(int flags, String field, String type) {
        super.visitField(flags, field, type, null, null).visitEnd();
    }

    MethodVisitor plain(int flags, String method, String type) {
        return super.visitMethod(flags, method, type, null, null);
    }

    MethodVisitor rewritten(int flags, String method, String type) {
        return rewriting(super.visitMethod(flags, method, type, null, null), flags, method, type);
    }

    /** As {@link #rewritten}, for code without loops. */
    MethodRewriter generated(int flags, String method, String type) {
        MethodVisitor next = super.visitMethod(flags, method, type, null, null);
        return rewriting(next, flags, method);
    }
}
