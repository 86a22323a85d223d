// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/**
 * Reads class files without loading the classes, by their original names; a class that {@link
 * InterfaceState} makes up is one of them. Safe for several threads.
 */
final class ClassFiles {

    private final ClassLoader source;
    private final Map<String, Optional<Shape>> shapes = new ConcurrentHashMap<>();

    ClassFiles(ClassLoader source) {
        this.source = source;
    }

    /** A class as a compiler has made it, or what holds the state of an interface. */
    byte[] compiled(String name) throws ClassNotFoundException {
        return InterfaceState.isHolder(name)
                ? written(InterfaceState.holder(node(resource(InterfaceState.shown(name)))))
                : resource(name);
    }

    /**
     * As {@link #compiled}, to be looked at or changed; null when there is none that can be read.
     */
    @Nullable ClassNode node(String name) {
        try {
            return node(compiled(name));
        } catch (ClassNotFoundException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    static ClassNode node(byte[] bytes) {
        ClassNode node = new ClassNode(Opcodes.ASM9);
        new ClassReader(bytes).accept(node, 0);
        return node;
    }

    static byte[] written(ClassNode node) {
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

    /** What a class file says about a class; empty when there is none that can be read. */
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
        try {
            return Optional.of(ShapeReader.read(compiled(name)));
        } catch (ClassNotFoundException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // One that cannot be read matters only to who loads it, and is told then.
            return Optional.empty();
        }
    }
}
