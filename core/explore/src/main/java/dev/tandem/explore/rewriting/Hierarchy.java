package dev.tandem.explore.rewriting;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/**
 * What can be read off class files without loading them: superclasses, members. Original names;
 * safe for several threads.
 */
final class Hierarchy {

    private final ClassLoader source;
    private final Map<String, Optional<Shape>> shapes = new ConcurrentHashMap<>();
    private final Map<String, Boolean> handled = new ConcurrentHashMap<>();
    private final Map<String, Boolean> constantEnums = new ConcurrentHashMap<>();
    private final Purity purity = new Purity(this);

    /**
     * @param methods names and descriptors, put together
     * @param fields the access flags of each field
     * @param nest the classes that can access its private members, if it is their host
     * @param finds whether it asks for handles of fields, or the like
     * @param parks whether it parks or unparks threads itself
     */
    record Shape(
            String superName,
            List<String> interfaces,
            boolean isInterface,
            boolean isEnum,
            Set<String> methods,
            Map<String, Integer> fields,
            boolean hasInitializer,
            String host,
            List<String> nest,
            boolean finds,
            boolean parks) {

        boolean isInitialisedInterface() {
            return isInterface && hasInitializer;
        }

        boolean hasStatics() {
            return hasInitializer
                    || fields.values().stream()
                            .anyMatch(flags ->
                                    (flags & Opcodes.ACC_STATIC) != 0
                                            && (flags & Opcodes.ACC_FINAL) == 0);
        }
    }

    Hierarchy(ClassLoader source) {
        this.source = source;
    }

    /**
     * A class as it is to be rewritten: one that has the state of an enum or of an interface comes
     * in a shape in which that state can start afresh.
     */
    byte[] bytes(String name) throws ClassNotFoundException {
        byte[] compiled = compiled(name);
        Optional<Shape> shape = Names.isProgram(name) ? shape(name) : Optional.empty();
        boolean ofEnum =
                shape.map(s -> s.isEnum() ? name : s.superName())
                        .filter(this::isEnumWithState)
                        .isPresent();
        boolean ofInterface = shape.map(Shape::isInitialisedInterface).orElse(false);
        if (!ofEnum && !ofInterface) {
            return compiled;
        }
        ClassNode node = node(compiled);
        if (ofEnum) {
            EnumState.renew(node);
        } else {
            InterfaceState.remove(node);
        }
        return written(node);
    }

    /** A class as a compiler has made it, or what holds the state of an interface. */
    byte[] compiled(String name) throws ClassNotFoundException {
        return InterfaceState.isHolder(name)
                ? written(InterfaceState.holder(node(resource(InterfaceState.shown(name)))))
                : resource(name);
    }

    /** As {@link #compiled}, to be looked at or changed; null when there is no such class. */
    @Nullable ClassNode node(String name) {
        try {
            return node(compiled(name));
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static ClassNode node(byte[] bytes) {
        ClassNode node = new ClassNode(Opcodes.ASM9);
        new ClassReader(bytes).accept(node, 0);
        return node;
    }

    private static byte[] written(ClassNode node) {
        ClassWriter writer = new ClassWriter(0);
        node.accept(writer);
        return writer.toByteArray();
    }

    private byte[] resource(String name) throws ClassNotFoundException {
        try (InputStream in = source.getResourceAsStream(name + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name.replace('/', '.'));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name.replace('/', '.'), e);
        }
    }

    Optional<Shape> shape(String name) {
        if (name.startsWith("[")) {
            return Optional.empty();
        }
        Optional<Shape> known = shapes.get(name);
        if (known == null) {
            known = read(name);
            shapes.put(name, known);
        }
        return known;
    }

    private Optional<Shape> read(String name) {
        Set<String> methods = new HashSet<>();
        Map<String, Integer> fields = new java.util.HashMap<>();
        boolean[] found = new boolean[3];
        String[] host = {name};
        List<String> nest = new ArrayList<>();
        ClassReader reader;
        try {
            reader = new ClassReader(compiled(name));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitNestHost(String of) {
                        host[0] = of;
                    }

                    @Override
                    public void visitNestMember(String member) {
                        nest.add(member);
                    }

                    @Override
                    public @Nullable FieldVisitor visitField(
                            int access,
                            String field,
                            String type,
                            @Nullable String generic,
                            @Nullable Object value) {
                        fields.put(field, access);
                        return null;
                    }

                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String method,
                            String type,
                            @Nullable String generic,
                            String @Nullable [] thrown) {
                        methods.add(method + type);
                        found[0] |= method.equals("<clinit>");
                        return new MethodVisitor(Opcodes.ASM9) {
                            @Override
                            public void visitMethodInsn(
                                    int opcode,
                                    String owner,
                                    String called,
                                    String calledType,
                                    boolean itf) {
                                found[2] |= called.contains("park") && isSupport(owner);
                                found[1] |=
                                        called.equals("findVarHandle")
                                                || called.equals("newUpdater")
                                                || called.equals("objectFieldOffset");
                            }

                            @Override
                            public void visitInvokeDynamicInsn(
                                    String called,
                                    String calledType,
                                    Handle bootstrap,
                                    Object... arguments) {
                                for (Object argument : arguments) {
                                    found[2] |=
                                            argument instanceof Handle handle
                                                    && isSupport(handle.getOwner());
                                }
                            }
                        };
                    }
                },
                ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        String superName = reader.getSuperName();
        return Optional.of(
                new Shape(
                        superName == null ? "" : superName,
                        List.of(reader.getInterfaces()),
                        (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0,
                        "java/lang/Enum".equals(superName),
                        methods,
                        fields,
                        found[0],
                        host[0],
                        nest,
                        found[1],
                        found[2]));
    }

    private static boolean isSupport(String owner) {
        return owner.equals("java/util/concurrent/locks/LockSupport");
    }

    /**
     * The class, from the given one upwards, that declares a method; the given one when none is
     * found.
     */
    String declaring(String owner, String method, String type) {
        String at = owner;
        while (!at.isEmpty()) {
            Optional<Shape> shape = shape(at);
            if (shape.isEmpty()) {
                break;
            }
            if (shape.get().methods().contains(method + type)) {
                return at;
            }
            at = shape.get().superName();
        }
        return owner;
    }

    /**
     * The class that has a field, as the JVM looks for it (Java virtual machine specification,
     * section 5.4.3.2), or the one that has the state of the interface where it is found; the given
     * one when none is.
     */
    String fieldHolder(String owner, String field) {
        return findField(owner, field).orElse(owner);
    }

    private Optional<String> findField(String owner, String field) {
        Optional<Shape> found = shape(owner);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Shape shape = found.get();
        if (shape.fields().containsKey(field)) {
            return stateOf(owner)
                    .filter(state -> shape(state).orElseThrow().fields().containsKey(field))
                    .or(() -> Optional.of(owner));
        }
        return Stream.concat(shape.interfaces().stream(), Stream.of(shape.superName()))
                .flatMap(above -> findField(above, field).stream())
                .findFirst();
    }

    /** What has the state of an interface, if it has any. */
    Optional<String> stateOf(String name) {
        return Names.isProgram(name)
                ? shape(name)
                        .filter(Shape::isInitialisedInterface)
                        .map(s -> InterfaceState.holder(name))
                : Optional.empty();
    }

    /** The first class, from the given one upwards, whose static state may have to be made anew. */
    Optional<String> guarded(String owner) {
        String at = owner;
        while (!at.isEmpty() && Names.mayHaveState(at)) {
            Optional<Shape> shape = shape(at);
            if (shape.isEmpty()) {
                break;
            }
            if (shape.get().isInterface()) {
                return stateOf(at);
            }
            if (isGuarded(at)) {
                return Optional.of(at);
            }
            at = shape.get().superName();
        }
        return Optional.empty();
    }

    /**
     * Whether the fields of a class may also be accessed by other means than by name: by handles
     * that a class of the same nest has asked for.
     */
    boolean isHandled(String name) {
        return handled.computeIfAbsent(shape(name).map(Shape::host).orElse(name), this::anyFinds);
    }

    private boolean anyFinds(String host) {
        return Stream.concat(
                        Stream.of(host), shape(host).map(Shape::nest).orElse(List.of()).stream())
                .anyMatch(member -> shape(member).map(Shape::finds).orElse(false));
    }

    boolean isGuarded(String name) {
        return Names.mayHaveState(name)
                && shape(name)
                        .map(s ->
                                s.hasStatics()
                                        && !s.isInterface()
                                        && (!s.isEnum() || isEnumWithState(name)))
                        .orElse(false);
    }

    boolean isEnumWithState(String name) {
        return Names.isProgram(name)
                && shape(name).map(Shape::isEnum).orElse(false)
                && !isConstantEnum(name);
    }

    private boolean isConstantEnum(String name) {
        Boolean known = constantEnums.get(name);
        if (known == null) {
            ClassNode type = node(name);
            known = type == null || EnumState.isConstant(type, this);
            constantEnums.put(name, known);
        }
        return known;
    }

    /** Whether the initialiser of a class computes the same whoever runs it, and whenever. */
    boolean isPure(String name) {
        return purity.of(name);
    }

    /**
     * Whether the initialiser of a class is part of what is explored: one of the program's own for
     * which it may matter who runs it, and when.
     */
    boolean isControlled(String name) {
        return Names.isProgram(name)
                && isGuarded(name)
                && shape(name).map(Shape::hasInitializer).orElse(false)
                && !purity.of(name);
    }

    boolean isSubclass(String name, String ancestor) {
        for (String at = name; !at.isEmpty(); at = shape(at).map(Shape::superName).orElse("")) {
            if (at.equals(ancestor)) {
                return true;
            }
        }
        return false;
    }
}
