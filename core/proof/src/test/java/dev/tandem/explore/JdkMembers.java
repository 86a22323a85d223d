// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.samples.jdk.Instances;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The public classes of {@code java.util.concurrent} and its sub-packages, and their public
 * members.
 *
 * @param type one of the classes
 * @param maker what makes an object of it; null where only static methods can be called
 * @param members its constructors, and its methods together with those that it inherits
 */
record JdkMembers(Class<?> type, Executable maker, List<Executable> members) {

    private static final String ROOT = "/modules/java.base/";
    private static final List<String> PACKAGES = List.of("", "locks/", "atomic/");

    /** In preview: a class file has to say that it uses it, and those that are generated do not. */
    private static final String IN_PREVIEW = "java.util.concurrent.StructuredTaskScope";

    /** What the explorer refuses to call, and says so: see {@link FaultTest}. */
    private static final String REFUSED = "parallelStream";

    static List<JdkMembers> all() {
        return PACKAGES.stream()
                .flatMap(JdkMembers::classFiles)
                .map(JdkMembers::load)
                .filter(type -> isPublic(type) && !Throwable.class.isAssignableFrom(type))
                .filter(type -> !type.getName().startsWith(IN_PREVIEW))
                .map(JdkMembers::of)
                .filter(type -> !type.members.isEmpty())
                .toList();
    }

    private static Stream<Path> classFiles(String folder) {
        Path path =
                FileSystems.getFileSystem(URI.create("jrt:/"))
                        .getPath(ROOT + "java/util/concurrent/" + folder);
        try (Stream<Path> files = Files.list(path)) {
            return files
                    .filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(Path file) {
        String name =
                file.toString().substring(ROOT.length()).replace(".class", "").replace('/', '.');
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
    }

    private static JdkMembers of(Class<?> type) {
        List<Executable> members = new ArrayList<>();
        if (!Modifier.isAbstract(type.getModifiers())) {
            members.addAll(List.of(type.getConstructors()));
        }
        Executable maker = maker(type).orElse(null);
        Arrays.stream(type.getMethods())
                .filter(method -> !method.isSynthetic() && isOfUtilities(method))
                .filter(method -> !method.getName().equals(REFUSED))
                .filter(method -> maker != null || Modifier.isStatic(method.getModifiers()))
                .forEach(members::add);
        members.sort(Comparator.comparing(Executable::toGenericString));
        return new JdkMembers(type, maker, List.copyOf(members));
    }

    /** What a class has from {@code Object}, {@code Thread} or {@code Enum} belongs to others. */
    private static boolean isOfUtilities(Method method) {
        return method.getDeclaringClass().getName().startsWith("java.util.");
    }

    /** What makes an object of a type. */
    static Optional<Executable> maker(Class<?> type) {
        Optional<Executable> made =
                Instances.CLASSES.stream()
                        .flatMap(instances -> Arrays.stream(instances.getMethods()))
                        .filter(method -> method.getReturnType() == type)
                        .filter(method -> method.getName().startsWith("of"))
                        .map(Executable.class::cast)
                        .findFirst();
        return made.isPresent() || Modifier.isAbstract(type.getModifiers())
                ? made
                : Arrays.stream(type.getConstructors())
                        .map(Executable.class::cast)
                        .min(Comparator.comparing(Executable::getParameterCount));
    }
}
