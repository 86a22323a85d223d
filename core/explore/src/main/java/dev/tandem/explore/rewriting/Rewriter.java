package dev.tandem.explore.rewriting;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

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
     * What is put in has no branches, but in methods of its own whose frames are trivial: so the
     * frames of the original stay right, and only the sizes of stack and locals are computed.
     */
    byte[] rewrite(byte[] original) {
        ClassReader reader = new ClassReader(original);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassRewriter(new ClassRemapper(writer, names), hierarchy, plan, places), 0);
        return writer.toByteArray();
    }
}
