// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.ClassNode;

/** Rewrites one class: calls, monitors, memory and static state first, then the names. */
final class Rewriter {

    private final Hierarchy hierarchy;
    private final Plan plan;
    private final Places places;
    private final Remapper names;

    Rewriter(Hierarchy hierarchy, Plan plan, Places places, Remapper names) {
        this.hierarchy = hierarchy;
        this.plan = plan;
        this.places = places;
        this.names = names;
    }

    /**
     * A class as it is to be rewritten: one that has the state of an enum or of an interface comes
     * in a shape in which that state can start afresh.
     */
    byte[] original(String name) throws ClassNotFoundException {
        byte[] compiled = hierarchy.files().compiled(name);
        Optional<Shape> shape =
                hierarchy.isProgram(name) ? hierarchy.shape(name) : Optional.empty();
        boolean ofEnum =
                shape.map(s -> s.isEnum() ? name : s.superName())
                        .filter(hierarchy::isEnumWithState)
                        .isPresent();
        boolean ofInterface = shape.map(Shape::isInitialisedInterface).orElse(false);
        if (!ofEnum && !ofInterface) {
            return compiled;
        }
        ClassNode node = ClassFiles.node(compiled);
        if (ofEnum) {
            EnumState.renew(node);
        } else {
            InterfaceState.remove(node);
        }
        return ClassFiles.written(node);
    }

    /**
     * What is put in has no branches, but in methods of its own whose frames are trivial: so the
     * frames of the original stay right, and only the sizes of stack and locals are computed.
     */
    byte[] rewrite(byte[] original) {
        ClassReader reader = new ClassReader(original);
        requireKnownPreview(reader);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassRewriter(new ClassRemapper(writer, names), hierarchy, plan, places), 0);
        return writer.toByteArray();
    }

    /** What a preview feature is changes from one version to the next. */
    private static void requireKnownPreview(ClassReader reader) {
        int java = reader.readUnsignedShort(6) - 44;
        if (reader.readUnsignedShort(4) == 0xFFFF && java != Runtime.version().feature()) {
            throw new IllegalArgumentException("it has preview features of Java " + java);
        }
    }
}
