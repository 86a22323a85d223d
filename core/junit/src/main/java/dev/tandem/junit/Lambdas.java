// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import dev.tandem.explore.Argument;
import dev.tandem.spi.TandemException.Usage;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the method behind a lambda, with what it has captured. */
final class Lambdas {

    private Lambdas() {}

    /**
     * @throws Usage when it cannot be called in a world of its own
     */
    static Task task(Serializable lambda, Settings settings) {
        SerializedLambda form = form(lambda);
        String className = form.getImplClass().replace('/', '.');
        String what = "the program in " + className;
        if (form.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic) {
            throw new Usage(
                    what
                            + " uses the object that it is written in, of which there is none in another execution; make what it needs inside it");
        }
        Class<?>[] types =
                MethodType.fromMethodDescriptorString(
                                form.getImplMethodSignature(), lambda.getClass().getClassLoader())
                        .parameterArray();
        List<@Nullable Object> captured = new ArrayList<>();
        for (int i = 0; i < form.getCapturedArgCount(); i++) {
            captured.add(form.getCapturedArg(i));
        }
        List<Argument> arguments = Arguments.of(what, types, captured);
        return new Task(className, form.getImplMethodName(), arguments, settings, "");
    }

    /** A lambda tells what it is made of only to a stream that writes it. */
    private static SerializedLambda form(Serializable lambda) {
        try (Reader reader = new Reader()) {
            reader.writeObject(lambda);
            if (reader.form != null) {
                return reader.form;
            }
        } catch (IOException e) {
            throw notOne(lambda);
        }
        throw notOne(lambda);
    }

    private static Usage notOne(Serializable object) {
        return new Usage(object.getClass().getName() + " is no lambda; write the program as one");
    }

    private static final class Reader extends ObjectOutputStream {
        private @Nullable SerializedLambda form;

        Reader() throws IOException {
            super(OutputStream.nullOutputStream());
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            if (object instanceof SerializedLambda lambda) {
                form = lambda;
                return "";
            }
            return object;
        }
    }
}
