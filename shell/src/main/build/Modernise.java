// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * Gives the classes of a jar the class file version of Java 8, with the stack maps that it wants. The
 * JVM puts no class into an ahead-of-time cache that is as old as Java 5 and has none, and picocli, the
 * greater part of what a short command loads, is that old.
 *
 * <p>Usage: {@code java Modernise.java JAR}. The same jar always becomes the same bytes; a jar that is
 * done already is left alone.
 */
final class Modernise {

    private static final String CHANGES = "META-INF/CHANGES.txt";

    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private Modernise() {}

    public static void main(String[] args) throws IOException {
        Path jar = Path.of(args[0]);
        Map<String, byte[]> entries = read(jar);
        if (entries.containsKey(CHANGES)) {
            return;
        }
        try (var classes = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            var rewriter =
                    ClassFile.of(
                            StackMapsOption.GENERATE_STACK_MAPS,
                            ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)));
            entries.replaceAll((name, bytes) -> name.endsWith(".class") ? modern(rewriter, bytes) : bytes);
        }
        String changes = "The build of tandem has raised the version of the class files and added stack maps.\n";
        entries.put(CHANGES, changes.getBytes(StandardCharsets.US_ASCII));
        Path changed = jar.resolveSibling(jar.getFileName() + ".new");
        write(entries, changed);
        Files.move(changed, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] modern(ClassFile rewriter, byte[] bytes) {
        ClassModel model = rewriter.parse(bytes);
        if (model.majorVersion() >= ClassFile.JAVA_6_VERSION) {
            return bytes;
        }
        return rewriter.transformClass(
                model,
                ClassTransform.endHandler(type -> type.withVersion(ClassFile.JAVA_8_VERSION, 0))
                        .andThen(ClassTransform.transformingMethodBodies((code, element) -> code.with(element))));
    }

    private static Map<String, byte[]> read(Path jar) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (var file = new JarFile(jar.toFile())) {
            for (var entry : (Iterable<JarEntry>) file.stream()::iterator) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), file.getInputStream(entry).readAllBytes());
                }
            }
        }
        return entries;
    }

    private static void write(Map<String, byte[]> entries, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                var out = new JarOutputStream(file)) {
            for (var entry : entries.entrySet()) {
                var named = new ZipEntry(entry.getKey());
                named.setTimeLocal(TIME);
                out.putNextEntry(named);
                out.write(entry.getValue());
            }
        }
    }
}
