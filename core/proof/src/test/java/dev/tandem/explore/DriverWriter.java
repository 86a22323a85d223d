// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.tandem.explore.samples.jdk.Driver;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Writes the class that calls each member, and one for each class that it calls. */
final class DriverWriter {

    static final String NAME = "driven.All";

    private static final ClassDesc ALL = ClassDesc.of(NAME);
    private static final MethodTypeDesc MAKE = MethodTypeDesc.of(CD_Object);
    private static final MethodTypeDesc MAKE_TYPE = MethodTypeDesc.of(CD_Object, CD_int);
    private static final MethodTypeDesc CALL = MethodTypeDesc.of(CD_Object, CD_int, CD_Object);
    private static final MethodTypeDesc CALL_TYPE =
            MethodTypeDesc.of(CD_Object, CD_int, CD_int, CD_Object);

    private final List<JdkMembers> types;

    private DriverWriter(List<JdkMembers> types) {
        this.types = types;
    }

    /** A loader that has the classes as files. */
    static ClassLoader loader(List<JdkMembers> types) {
        DriverWriter writer = new DriverWriter(types);
        Map<String, byte[]> files = new HashMap<>();
        files.put(file(ALL), ClassFile.of().build(ALL, writer::writeAll));
        for (int i = 0; i < types.size(); i++) {
            JdkMembers type = types.get(i);
            files.put(file(of(i)), ClassFile.of().build(of(i), code -> write(code, type)));
        }
        return new ClassLoader(Driver.class.getClassLoader()) {
            @Override
            public InputStream getResourceAsStream(String name) {
                byte[] bytes = files.get(name);
                return bytes == null
                        ? super.getResourceAsStream(name)
                        : new ByteArrayInputStream(bytes);
            }
        };
    }

    private static ClassDesc desc(Class<?> type) {
        return ClassDesc.ofDescriptor(type.descriptorString());
    }

    private static String file(ClassDesc type) {
        return type.packageName() + "/" + type.displayName() + ".class";
    }

    private static ClassDesc of(int type) {
        return ClassDesc.of("driven.Type" + type);
    }

    private void writeAll(ClassBuilder all) {
        ClassDesc driver = desc(Driver.class);
        all.withSuperclass(driver)
                .withMethodBody(
                        "<init>",
                        MethodTypeDesc.of(CD_void),
                        ClassFile.ACC_PUBLIC,
                        code ->
                                code.aload(0)
                                        .invokespecial(driver, "<init>", MethodTypeDesc.of(CD_void))
                                        .return_())
                .withMethodBody(
                        "make",
                        MAKE_TYPE,
                        ClassFile.ACC_PUBLIC,
                        code ->
                                cases(
                                        code,
                                        1,
                                        types.size(),
                                        i -> code.invokestatic(of(i), "make", MAKE).areturn()))
                .withMethodBody(
                        "call",
                        CALL_TYPE,
                        ClassFile.ACC_PUBLIC,
                        code ->
                                cases(
                                        code,
                                        1,
                                        types.size(),
                                        i ->
                                                code.iload(2)
                                                        .aload(3)
                                                        .invokestatic(of(i), "call", CALL)
                                                        .areturn()));
    }

    private static void write(ClassBuilder builder, JdkMembers type) {
        builder.withMethodBody(
                "make",
                MAKE,
                ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                code -> {
                    if (type.maker() == null) {
                        code.aconst_null();
                    } else {
                        call(code, type.maker());
                    }
                    code.areturn();
                });
        List<Executable> members = type.members();
        builder.withMethodBody(
                "call",
                CALL,
                ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                code ->
                        cases(
                                code,
                                0,
                                members.size(),
                                i -> {
                                    call(code, members.get(i), type.type());
                                    forget(code, members.get(i));
                                    code.areturn();
                                }));
    }

    /** A case for each number up to a count, by the variable in a slot. */
    private static void cases(CodeBuilder code, int slot, int count, IntConsumer each) {
        List<SwitchCase> cases =
                IntStream.range(0, count).mapToObj(i -> SwitchCase.of(i, code.newLabel())).toList();
        Label none = code.newLabel();
        code.iload(slot).tableswitch(0, count - 1, none, cases);
        for (int i = 0; i < count; i++) {
            code.labelBinding(cases.get(i).target());
            each.accept(i);
        }
        code.labelBinding(none).aconst_null().areturn();
    }

    private static void call(CodeBuilder code, Executable maker) {
        call(code, maker, maker.getDeclaringClass());
    }

    /** Calls a member by way of a class that has or inherits it; the target is in slot 1. */
    private static void call(CodeBuilder code, Executable member, Class<?> by) {
        MethodTypeDesc type = type(member);
        switch (member) {
            case Constructor<?> constructor -> {
                code.new_(desc(by)).dup();
                arguments(code, constructor);
                code.invokespecial(desc(by), "<init>", type);
            }
            case Method method when Modifier.isStatic(method.getModifiers()) -> {
                Class<?> owner = method.getDeclaringClass();
                arguments(code, method);
                code.invokestatic(desc(owner), method.getName(), type, owner.isInterface());
            }
            case Method method -> {
                code.aload(1).checkcast(desc(by));
                arguments(code, method);
                if (by.isInterface()) {
                    code.invokeinterface(desc(by), method.getName(), type);
                } else {
                    code.invokevirtual(desc(by), method.getName(), type);
                }
            }
        }
    }

    private static MethodTypeDesc type(Executable member) {
        ClassDesc result = member instanceof Method m ? desc(m.getReturnType()) : CD_void;
        return MethodTypeDesc.of(
                result, Arrays.stream(member.getParameterTypes()).map(DriverWriter::desc).toList());
    }

    private static void arguments(CodeBuilder code, Executable member) {
        for (Class<?> parameter : member.getParameterTypes()) {
            Executable maker =
                    JdkMembers.maker(parameter)
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "Instances has none for the "
                                                    + parameter
                                                    + " of "
                                                    + member));
            call(code, maker);
        }
    }

    /** What a call returns does not matter, unless it is an object. */
    private static void forget(CodeBuilder code, Executable member) {
        Class<?> result = member instanceof Method m ? m.getReturnType() : Object.class;
        if (result.isPrimitive()) {
            switch (TypeKind.from(result).slotSize()) {
                case 0 -> {}
                case 1 -> code.pop();
                default -> code.pop2();
            }
            code.aconst_null();
        }
    }
}
