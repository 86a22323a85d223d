package dev.tandem.core.explore;

import dev.tandem.core.spi.TandemException;
import java.util.List;

/** The packages of the JDK that the explorer needs and that a plain start keeps closed. */
final class Exports {

    private static final List<String> PACKAGES =
            List.of(
                    "jdk.internal.vm",
                    "jdk.internal.misc",
                    "jdk.internal.vm.annotation",
                    "jdk.internal.access");

    private Exports() {}

    /**
     * @throws TandemException.Missing when one of them is closed; the message has the flag that
     *     opens it
     */
    static void require() {
        if (System.getProperty("org.graalvm.nativeimage.imagecode") != null) {
            throw new TandemException.Missing(
                    "the explorer rewrites classes as it loads them, which a native executable cannot do",
                    "explore with the JVM distribution, or with ./tandem");
        }
        Module base = Object.class.getModule();
        Module own = Exports.class.getModule();
        for (String name : PACKAGES) {
            if (!base.isExported(name, own)) {
                throw new TandemException.Missing(
                        "the explorer needs the package " + name + " of java.base",
                        "start java with --add-exports=java.base/"
                                + name
                                + "=ALL-UNNAMED, or use the jar's own launcher");
            }
        }
    }
}
