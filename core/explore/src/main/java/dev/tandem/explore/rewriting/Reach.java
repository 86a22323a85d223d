// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * The classes that can be reached from the main class of a program, by which one version of it is
 * told from another.
 *
 * @param sum their check sum, in whatever order they are reached
 * @param parks whether one of them parks or unparks threads itself, and not only by way of {@code
 *     java.util.concurrent}
 */
public record Reach(long sum, boolean parks) {

    static Reach of(Hierarchy hierarchy, String mainClass) {
        Set<String> seen = new TreeSet<>();
        Deque<String> rest = new ArrayDeque<>(Set.of(mainClass.replace('.', '/')));
        long total = 0;
        boolean parks = false;
        while (!rest.isEmpty()) {
            String name = rest.pop();
            if (!hierarchy.isProgram(name) || !seen.add(name)) {
                continue;
            }
            byte[] bytes;
            try {
                bytes = hierarchy.files().compiled(name);
            } catch (ClassNotFoundException e) {
                continue;
            }
            CRC32 one = new CRC32();
            one.update(bytes);
            total += one.getValue();
            var shape = hierarchy.shape(name);
            if (shape.isEmpty()) {
                continue;
            }
            parks |= shape.get().parks();
            new ClassReader(bytes)
                    .accept(
                            new ClassRemapper(
                                    new ClassWriter(0),
                                    new Remapper(org.objectweb.asm.Opcodes.ASM9) {
                                        @Override
                                        public String map(String reached) {
                                            rest.push(reached);
                                            return reached;
                                        }
                                    }),
                            ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        }
        return new Reach(total, parks);
    }

    /**
     * Tells one version of the program from another, the same on a JVM and in an image.
     *
     * @param more what else the program depends on, such as its parameters
     */
    public String fingerprint(String more) {
        CRC32 all = new CRC32();
        all.update(more.getBytes(StandardCharsets.UTF_8));
        all.update(Long.toHexString(sum).getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", all.getValue());
    }
}
