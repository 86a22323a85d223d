package dev.tandem.core.explore.rewriting;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What can be read off class files without loading them: superclasses, members. Original names;
 * safe for several threads.
 */
final class Hierarchy {

    private final ClassLoader source;
    private final Map<String, Optional<Shape>> shapes = new ConcurrentHashMap<>();
    private final Purity purity = new Purity(this);

    /**
     * @param methods names and descriptors, put together
     * @param fields the access flags of each field
     * @param handled whether its fields are also accessed by other means than by name
     */
    record Shape(
            String superName,
            boolean isInterface,
            boolean isEnum,
            Set<String> methods,
            Map<String, Integer> fields,
            boolean hasInitializer,
            boolean handled) {

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

    byte[] bytes(String name) throws ClassNotFoundException {
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
        boolean[] found = new boolean[2];
        ClassReader reader;
        try {
            reader = new ClassReader(bytes(name));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
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
                                found[1] |=
                                        called.equals("findVarHandle")
                                                || called.equals("newUpdater")
                                                || called.equals("objectFieldOffset");
                            }
                        };
                    }
                },
                ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        String superName = reader.getSuperName();
        return Optional.of(
                new Shape(
                        superName == null ? "" : superName,
                        (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0,
                        (reader.getAccess() & Opcodes.ACC_ENUM) != 0,
                        methods,
                        fields,
                        found[0],
                        found[1]));
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

    /** The class that declares a field, from the given one upwards through its superclasses. */
    String fieldHolder(String owner, String field) {
        String at = owner;
        while (!at.isEmpty()) {
            Optional<Shape> shape = shape(at);
            if (shape.isEmpty()) {
                break;
            }
            if (shape.get().fields().containsKey(field)) {
                return at;
            }
            at = shape.get().superName();
        }
        return owner;
    }

    /** The first class, from the given one upwards, whose static state may have to be made anew. */
    Optional<String> guarded(String owner) {
        String at = owner;
        while (!at.isEmpty() && Names.mayHaveState(at)) {
            Optional<Shape> shape = shape(at);
            if (shape.isEmpty()) {
                break;
            }
            if (isGuarded(at)) {
                return Optional.of(at);
            }
            at = shape.get().superName();
        }
        return Optional.empty();
    }

    boolean isGuarded(String name) {
        return Names.mayHaveState(name)
                && shape(name)
                        .map(s -> s.hasStatics() && !s.isEnum() && !s.isInterface())
                        .orElse(false);
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
