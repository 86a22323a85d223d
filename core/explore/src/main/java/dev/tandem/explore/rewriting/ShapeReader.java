// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads the {@link Shape} of a class off its bytes. */
final class ShapeReader extends ClassVisitor {

    private final Set<String> methods = new HashSet<>();
    private final Map<String, Integer> fields = new HashMap<>();
    private boolean initialiser;
    private boolean parks;

    private ShapeReader() {
        super(Opcodes.ASM9);
    }

    static Shape read(byte[] bytes) {
        ClassReader file = new ClassReader(bytes);
        ShapeReader reader = new ShapeReader();
        file.accept(reader, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        String superName = file.getSuperName();
        return new Shape(
                superName == null ? "" : superName,
                List.of(file.getInterfaces()),
                (file.getAccess() & Opcodes.ACC_INTERFACE) != 0,
                "java/lang/Enum".equals(superName),
                reader.methods,
                reader.fields,
                reader.initialiser,
                reader.parks);
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access,
            String field,
            String type,
            @Nullable String generic,
            @Nullable Object value) {
        fields.put(field, access);
        return new Marks(field);
    }

    /** What is annotated by the name that Error Prone gives it. */
    private final class Marks extends FieldVisitor {

        private final String field;

        Marks(String field) {
            super(Opcodes.ASM9);
            this.field = field;
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
            if (type.endsWith("LazyInit;")) {
                fields.merge(field, Shape.LAZY, (flags, lazy) -> flags | lazy);
            }
            return null;
        }
    }

    @Override
    public MethodVisitor visitMethod(
            int access,
            String method,
            String type,
            @Nullable String generic,
            String @Nullable [] thrown) {
        methods.add(method + type);
        initialiser |= method.equals("<clinit>");
        return new Calls();
    }

    private final class Calls extends MethodVisitor {

        Calls() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String called, String type, boolean itf) {
            parks |= called.contains("park") && isSupport(owner);
        }

        @Override
        public void visitInvokeDynamicInsn(
                String called, String type, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                parks |= argument instanceof Handle handle && isSupport(handle.getOwner());
            }
        }

        private static boolean isSupport(String owner) {
            return owner.equals("java/util/concurrent/locks/LockSupport")
                    || owner.equals("sun/misc/Unsafe");
        }
    }
}
