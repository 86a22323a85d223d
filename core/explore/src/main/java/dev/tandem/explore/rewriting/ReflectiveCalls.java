// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Calls of the JDK's reflection: each is told to the world just before it happens. The call itself
 * stays in the class that makes it, for what may be reached depends on that class.
 */
final class ReflectiveCalls {

    private static final String REFLECTION = Names.INSIDE + "Reflection";
    private static final String ACCESSORS = Names.INSIDE + "Accessors";
    private static final String CLASS = "java/lang/Class";
    private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";
    private static final String CONSTRUCTOR = "java/lang/reflect/Constructor";
    private static final String METHOD = "java/lang/reflect/Method";
    private static final String FIELD = "java/lang/reflect/Field";
    private static final String ARRAY = "java/lang/reflect/Array";
    private static final String HANDLE = "Ljava/lang/invoke/MethodHandle;";

    private static final Set<String> PRIMITIVES =
            Set.of("Boolean", "Byte", "Char", "Double", "Float", "Int", "Long", "Short");

    private ReflectiveCalls() {}

    static boolean isOne(String owner, String name) {
        return switch (owner) {
            case CLASS -> name.equals("forName") || name.equals("newInstance");
            case CONSTRUCTOR -> name.equals("newInstance");
            case METHOD -> name.equals("invoke");
            case FIELD, ARRAY -> isAccess(name);
            case LOOKUP -> name.startsWith("find") || name.startsWith("unreflect");
            default ->
                    owner.startsWith("java/util/concurrent/atomic/Atomic")
                            && name.equals("newUpdater");
        };
    }

    private static boolean isAccess(String name) {
        boolean ofAnything = name.equals("get") || name.equals("set");
        return ofAnything
                || ((name.startsWith("get") || name.startsWith("set"))
                        && PRIMITIVES.contains(name.substring(3)));
    }

    static void write(
            MethodRewriter to, int opcode, String owner, String name, String type, boolean itf) {
        String described =
                opcode == Opcodes.INVOKESTATIC ? type : "(L" + owner + ";" + type.substring(1);
        int site = owner.equals(FIELD) || owner.equals(ARRAY) ? place(to, owner, name) : 0;
        String bridge =
                to.rewriter.bridge(
                        described,
                        code -> {
                            before(code, owner, name, type);
                            if (owner.equals(FIELD)) {
                                access(code, name, site);
                            } else if (owner.equals(ARRAY)) {
                                element(code, name, site);
                            }
                            MemoryRewriter.arguments(code, described);
                            code.visitMethodInsn(opcode, owner, name, type, itf);
                            if (name.equals("forName")) {
                                initialise(code, type);
                            } else if (name.endsWith("VarHandle") || name.equals("newUpdater")) {
                                found(code, name, type);
                            } else if (isAccessor(name)) {
                                telling(code, name);
                            }
                        },
                        false);
        to.call(bridge, described);
    }

    private static int place(MethodRewriter to, String owner, String name) {
        return to.place(MethodRewriter.simple(owner) + "." + name);
    }

    private static void access(MethodVisitor code, String name, int site) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitLdcInsn(name.startsWith("set") ? 1 : 0);
        code.visitLdcInsn(site);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        tell(code, "access", "(L" + FIELD + ";ZILjava/lang/Object;)V");
    }

    private static void element(MethodVisitor code, String name, int site) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ILOAD, 1);
        code.visitLdcInsn(name.startsWith("set") ? 1 : 0);
        code.visitLdcInsn(site);
        tell(code, "element", "(Ljava/lang/Object;IZI)V");
    }

    private static boolean isAccessor(String name) {
        return name.endsWith("Getter") || name.endsWith("Setter");
    }

    /** A handle of a field becomes one that tells of its accesses. */
    private static void telling(MethodVisitor code, String name) {
        boolean unreflected = name.startsWith("unreflect");
        code.visitVarInsn(Opcodes.ALOAD, 1);
        if (!unreflected) {
            code.visitVarInsn(Opcodes.ALOAD, 2);
        }
        code.visitLdcInsn(name.endsWith("Setter") ? 1 : 0);
        String of = unreflected ? "L" + FIELD + ";" : "Ljava/lang/Class;Ljava/lang/String;";
        String described = "(" + HANDLE + of + "Z)" + HANDLE;
        code.visitMethodInsn(Opcodes.INVOKESTATIC, ACCESSORS, "telling", described, false);
    }

    /** A class has been found, and is initialised unless the program does not want that. */
    private static void initialise(MethodVisitor code, String type) {
        switch (type) {
            case "(Ljava/lang/String;)Ljava/lang/Class;" -> code.visitInsn(Opcodes.ICONST_1);
            case "(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;" ->
                    code.visitVarInsn(Opcodes.ILOAD, 1);
            default -> code.visitInsn(Opcodes.ICONST_0);
        }
        tell(code, "found", "(Ljava/lang/Class;Z)Ljava/lang/Class;");
    }

    private static void before(MethodVisitor code, String owner, String name, String type) {
        switch (owner) {
            case CLASS -> {
                if (name.equals("newInstance")) {
                    find(code, 0, type);
                }
            }
            case CONSTRUCTOR -> tell(code, "construct", owner, 0);
            case METHOD -> tell(code, "invoke", owner, 0);
            case LOOKUP -> lookUp(code, name, type);
            default -> {}
        }
    }

    private static void lookUp(MethodVisitor code, String name, String type) {
        String first = Type.getArgumentTypes(type)[0].getInternalName();
        switch (first) {
            case CLASS -> {
                if (!name.equals("findVarHandle") && !isAccessor(name)) {
                    find(code, 1, type);
                }
            }
            case CONSTRUCTOR -> tell(code, "construct", first, 1);
            case METHOD -> tell(code, "invoke", first, 1);
            default -> {}
        }
    }

    /** A method is asked for, or a constructor, which has no name. */
    private static void find(MethodVisitor code, int local, String type) {
        Type[] asked = Type.getArgumentTypes(type);
        code.visitVarInsn(Opcodes.ALOAD, local);
        if (asked.length > 1 && asked[1].getInternalName().equals("java/lang/String")) {
            code.visitVarInsn(Opcodes.ALOAD, local + 1);
        } else {
            code.visitLdcInsn("");
        }
        tell(code, "find", "(L" + CLASS + ";Ljava/lang/String;)V");
    }

    /** A handle or an updater has been found; it is of the field that the arguments name. */
    private static void found(MethodVisitor code, String name, String type) {
        code.visitInsn(Opcodes.DUP);
        switch (name) {
            case "newUpdater" -> {
                code.visitVarInsn(Opcodes.ALOAD, 0);
                code.visitVarInsn(Opcodes.ALOAD, Type.getArgumentCount(type) - 1);
            }
            default -> {
                code.visitVarInsn(Opcodes.ALOAD, 1);
                if (!name.equals("unreflectVarHandle")) {
                    code.visitVarInsn(Opcodes.ALOAD, 2);
                }
            }
        }
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                Names.HANDLES,
                name.equals("findStaticVarHandle") ? "foundStatic" : "found",
                name.equals("unreflectVarHandle")
                        ? "(Ljava/lang/Object;Ljava/lang/reflect/Field;)V"
                        : "(Ljava/lang/Object;Ljava/lang/Class;Ljava/lang/String;)V",
                false);
    }

    /**
     * @param type the class of what is in the local variable
     */
    private static void tell(MethodVisitor code, String what, String type, int local) {
        code.visitVarInsn(Opcodes.ALOAD, local);
        tell(code, what, "(L" + type + ";)V");
    }

    private static void tell(MethodVisitor code, String what, String type) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, REFLECTION, what, type, false);
    }
}
