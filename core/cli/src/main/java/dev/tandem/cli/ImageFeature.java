// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import java.lang.reflect.Field;
import java.util.Arrays;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeReflection;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Tells the builder of native images what picocli finds by reflection when they run: the annotated
 * fields of commands, and the constructors of what their annotations name. The annotation processor
 * of picocli would name all methods of these classes too, which then are in the image whether they
 * are called or not, such as those that only a JVM can execute. Nothing else uses this class.
 */
public final class ImageFeature implements Feature {

    private static final String OURS = "dev.tandem.";

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        access.registerSubtypeReachabilityHandler((_, type) -> register(type), Object.class);
    }

    private static void register(Class<?> type) {
        if (!type.getName().startsWith(OURS) && type.getEnclosingClass() != CommandLine.class) {
            return;
        }
        Command command = type.getAnnotation(Command.class);
        if (command != null) {
            instantiate(command.versionProvider());
        }
        Arrays.stream(type.getDeclaredFields())
                .filter(ImageFeature::isAnnotated)
                .forEach(ImageFeature::register);
    }

    private static boolean isAnnotated(Field field) {
        return Arrays.stream(field.getAnnotations())
                .anyMatch(each -> each.annotationType().getEnclosingClass() == CommandLine.class);
    }

    private static void register(Field field) {
        RuntimeReflection.register(field);
        Option option = field.getAnnotation(Option.class);
        if (option != null) {
            instantiate(option.converter());
            instantiate(option.parameterConsumer());
        }
        Parameters parameters = field.getAnnotation(Parameters.class);
        if (parameters != null) {
            instantiate(parameters.converter());
            instantiate(parameters.parameterConsumer());
        }
    }

    /** Makes it possible to create objects of these classes; those of picocli stand for none. */
    private static void instantiate(Class<?>... types) {
        Arrays.stream(types)
                .filter(type -> type.getName().startsWith(OURS))
                .forEach(RuntimeReflection::registerForReflectiveInstantiation);
    }
}
