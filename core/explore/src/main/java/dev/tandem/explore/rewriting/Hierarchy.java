// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * The questions about classes that the rewriting asks: who declares a member, and whose static
 * state must start afresh. Original names; safe for several threads.
 */
final class Hierarchy {

    private final ClassFiles files;
    private final Scope scope;
    private final Map<String, Boolean> constantEnums = new ConcurrentHashMap<>();
    private final Map<String, Boolean> neededAbove = new ConcurrentHashMap<>();
    private final Purity purity = new Purity(this);
    private final Escapes escapes = new Escapes(this);

    Hierarchy(ClassFiles files, Scope scope) {
        this.files = files;
        this.scope = scope;
    }

    /** Whether a class is a part of the program that is explored. */
    boolean isProgram(String name) {
        return Names.isProgram(name) && !isLeftOut(name);
    }

    /** Whether a class is the program's, but stays as it is. */
    boolean isWhole(String name) {
        return Names.isWhole(name) || (Names.isProgram(name) && isLeftOut(name));
    }

    private boolean isLeftOut(String name) {
        return !name.startsWith("dev/tandem/") && scope.leavesOut(name.replace('/', '.'));
    }

    boolean isRewritten(String name) {
        return isProgram(name) || Names.isTwinned(name);
    }

    /**
     * Whether the static state of a class has to be made anew for each execution, if it has any.
     */
    private boolean mayHaveState(String name) {
        return isProgram(name) || Names.isStateful(name);
    }

    ClassFiles files() {
        return files;
    }

    Optional<Shape> shape(String name) {
        return files.shape(name);
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
        return isProgram(name)
                ? shape(name)
                        .filter(Shape::isInitialisedInterface)
                        .map(s -> InterfaceState.holder(name))
                : Optional.empty();
    }

    /** The first class, from the given one upwards, whose static state may have to be made anew. */
    Optional<String> guarded(String owner) {
        String at = owner;
        while (!at.isEmpty() && (mayHaveState(at) || Names.isTwinned(at))) {
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

    boolean isGuarded(String name) {
        return mayHaveState(name)
                && shape(name)
                        .map(s ->
                                (s.hasStatics() || isNeededAbove(name))
                                        && !s.isInterface()
                                        && (!s.isEnum() || isEnumWithState(name)))
                        .orElse(false);
    }

    /**
     * Whether the initialiser of a class above uses this one: who initialises this one meanwhile
     * waits for it and is waited for, even though there may be nothing here to initialise.
     */
    private boolean isNeededAbove(String name) {
        Boolean known = neededAbove.get(name);
        if (known == null) {
            known = isProgram(name) && !purity.of(name) && areAnyAboveUsing(name);
            neededAbove.put(name, known);
        }
        return known;
    }

    private boolean areAnyAboveUsing(String name) {
        String at = shape(name).map(Shape::superName).orElse("");
        while (isProgram(at)) {
            Optional<Shape> shape = shape(at);
            if (shape.map(s -> !s.isEnum() && s.hasInitializer()).orElse(false)
                    && initialiserUses(at, name)) {
                return true;
            }
            at = shape.map(Shape::superName).orElse("");
        }
        return false;
    }

    private boolean initialiserUses(String owner, String name) {
        ClassNode type = files.node(owner);
        return type != null
                && type.methods.stream()
                        .filter(method -> method.name.equals("<clinit>"))
                        .flatMap(method -> Arrays.stream(method.instructions.toArray()))
                        .anyMatch(instruction -> uses(instruction, name));
    }

    private static boolean uses(AbstractInsnNode instruction, String name) {
        return switch (instruction) {
            case TypeInsnNode made -> made.desc.equals(name);
            case MethodInsnNode call -> call.owner.equals(name);
            case FieldInsnNode field -> field.owner.equals(name);
            default -> false;
        };
    }

    boolean isEnumWithState(String name) {
        return isProgram(name)
                && shape(name).map(Shape::isEnum).orElse(false)
                && !isConstantEnum(name);
    }

    private boolean isConstantEnum(String name) {
        Boolean known = constantEnums.get(name);
        if (known == null) {
            ClassNode type = files.node(name);
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
        return isProgram(name)
                && isGuarded(name)
                && !purity.of(name)
                && (shape(name).map(Shape::hasInitializer).orElse(false) || isNeededAbove(name));
    }

    /** Whether others may have an object of a class before its final fields are set. */
    boolean escapesEarly(String name) {
        return isProgram(name) && escapes.isEarly(name);
    }

    /** Whether objects of a class may be read from a stream, which constructs none of them. */
    boolean isSerializable(String name) {
        return name.equals("java/io/Serializable")
                || shape(name).map(this::extendsSerializable).orElse(false);
    }

    private boolean extendsSerializable(Shape shape) {
        return isSerializable(shape.superName())
                || shape.interfaces().stream().anyMatch(this::isSerializable);
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
