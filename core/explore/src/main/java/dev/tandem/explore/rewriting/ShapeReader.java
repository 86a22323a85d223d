// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    private final List<String> nest = new ArrayList<>();
    private String host;
    private boolean initialiser;
    private boolean finds;
    private boolean parks;

    private ShapeReader(String name) {
        super(Opcodes.ASM9);
        host = name;
    }

    static Shape read(String name, byte[] bytes) {
        ClassReader file = new ClassReader(bytes);
        ShapeReader reader = new ShapeReader(name);
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
                reader.host,
                reader.nest,
                reader.finds,
                reader.parks);
    }

    @Override
    public void visitNestHost(String of) {
        host = of;
    }

    @Override
    public void visitNestMember(String member) {
        nest.add(member);
    }

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
            finds |=
                    called.equals("findVarHandle")
                            || called.equals("newUpdater")
                            || called.equals("objectFieldOffset");
        }

        @Override
        public void visitInvokeDynamicInsn(
                String called, String type, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                parks |= argument instanceof Handle handle && isSupport(handle.getOwner());
            }
        }

        private static boolean isSupport(String owner) {
            return owner.equals("java/util/concurrent/locks/LockSupport");
        }
    }
}
