// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.spi.Chapter;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Writes the rewritten classes that a native image cannot make at run time: a twin of every class
 * that the programs can reach, of the programs' own and of the JDK's alike, and a copy of what
 * these call.
 *
 * <p>All of them record what is accessed, and have the points of choice of all levels. A world that
 * does not ask for that drops the records, and passes over the points of other levels than its own.
 */
public final class Twins {

    /** The fields of the gate that hold the world and its level; in a copy they can be set. */
    static final String WORLD = "WORLD";

    static final String LEVEL = "LEVEL";

    private final Path folder;
    private final Hierarchy hierarchy;
    private final Metadata metadata = new Metadata();

    private Twins(Path folder, ClassLoader source) {
        this.folder = folder;
        this.hierarchy = new Hierarchy(new ClassFiles(source), Scope.ALL);
    }

    /**
     * Writes the twins of every workload on the class path that can be explored.
     *
     * @param arguments the folder to write to
     */
    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        List<String> programs =
                ServiceLoader.load(Chapter.class).stream()
                        .flatMap(chapter -> chapter.get().workloads().stream())
                        .filter(workload -> workload.spec().exploration().isPresent())
                        .map(workload -> workload.getClass().getName())
                        .toList();
        write(Path.of(arguments[0]), Twins.class.getClassLoader(), programs);
    }

    /**
     * @param source where class files are found
     * @param programs the main classes, with dots
     */
    static void write(Path folder, ClassLoader source, Collection<String> programs)
            throws IOException, ClassNotFoundException {
        Twins twins = new Twins(folder, source);
        twins.write(new TreeSet<>(programs));
        twins.metadata.write(folder);
    }

    private void write(Collection<String> programs) throws IOException, ClassNotFoundException {
        Names names = Names.ofImage();
        Places places = new Places();
        Map<String, Reach> reaches = new TreeMap<>();
        var closure = new Closure(names);
        var rewriter = new Rewriter(hierarchy, Plan.OF_IMAGE, places, closure);
        for (String program : programs) {
            String internal = program.replace('.', '/');
            reaches.put(program, Reach.of(hierarchy, program));
            closure.map(internal);
            metadata.program(names.map(internal), names.map(Names.GATE));
        }
        for (String next = closure.next(); !next.isEmpty(); next = closure.next()) {
            boolean copied = next.startsWith(Names.INSIDE);
            if (hierarchy.shape(next).isEmpty()) {
                continue;
            }
            byte[] twin =
                    copied
                            ? copy(hierarchy.files().compiled(next), closure)
                            : rewriter.rewrite(rewriter.original(next));
            Path file = folder.resolve(names.map(next) + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, twin);
            if (!copied) {
                metadata.twin(names.map(next));
            }
        }
        writeTable(folder.resolve(ImageClasses.TABLE), reaches, places);
    }

    private static void writeTable(Path file, Map<String, Reach> reaches, Places places)
            throws IOException {
        Files.createDirectories(file.getParent());
        try (var table = new DataOutputStream(Files.newOutputStream(file))) {
            table.writeInt(reaches.size());
            for (var reach : reaches.entrySet()) {
                table.writeUTF(reach.getKey());
                table.writeLong(reach.getValue().sum());
                table.writeBoolean(reach.getValue().parks());
            }
            places.write(table);
        }
    }

    /** A class that the rewritten ones call, under another name; the gate is set from outside. */
    private static byte[] copy(byte[] original, Remapper names) {
        ClassReader reader = new ClassReader(original);
        ClassWriter writer = new ClassWriter(0);
        ClassVisitor renaming = new ClassRemapper(writer, names);
        boolean gate = reader.getClassName().equals(Names.GATE);
        reader.accept(gate ? new OpenGate(renaming) : renaming, 0);
        return writer.toByteArray();
    }

    private static final class OpenGate extends ClassVisitor {
        OpenGate(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public FieldVisitor visitField(
                int access,
                String name,
                String type,
                @Nullable String generic,
                @Nullable Object value) {
            int open =
                    name.equals(WORLD) || name.equals(LEVEL)
                            ? Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC
                            : access;
            return super.visitField(open, name, type, generic, value);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String type,
                @Nullable String generic,
                String @Nullable [] thrown) {
            // All that the initialiser does is to ask the loader for the two.
            return name.equals("<clinit>")
                    ? null
                    : super.visitMethod(access, name, type, generic, thrown);
        }
    }

    /** Collects the classes that are mentioned, each once. */
    private static final class Closure extends Remapper {
        private final Names names;
        private final TreeSet<String> seen = new TreeSet<>();
        private final Deque<String> rest = new ArrayDeque<>();

        Closure(Names names) {
            super(Opcodes.ASM9);
            this.names = names;
        }

        @Override
        public String map(String name) {
            String twin = names.map(name);
            String original = Names.standIn(name);
            if (!twin.equals(original) && seen.add(original)) {
                rest.add(original);
            }
            return twin;
        }

        /** A class whose twin is yet to be written; empty when there is none. */
        String next() {
            String next = rest.poll();
            return next == null ? "" : next;
        }
    }
}
