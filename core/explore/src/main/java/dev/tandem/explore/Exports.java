// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.spi.TandemException;
import dev.tandem.spi.os.Image;
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

    /** Whether this process has what it takes to explore code of the user's own. */
    static boolean areOpen() {
        return !Image.RUNS && PACKAGES.stream().allMatch(Exports::isOpen);
    }

    /** What a JVM must be started with. */
    static List<String> options() {
        return PACKAGES.stream().map(Exports::option).toList();
    }

    private static boolean isOpen(String name) {
        return Object.class.getModule().isExported(name, Exports.class.getModule());
    }

    private static String option(String name) {
        return "--add-exports=java.base/" + name + "=ALL-UNNAMED";
    }

    /**
     * @throws TandemException.Missing when one of them is closed, then the message has the flag
     *     that opens it; or when this is a native image, which has them all, and the subject is
     *     none of the programs in it
     */
    static void require(Subject subject) {
        if (Image.RUNS) {
            if (!(subject instanceof Subject.OfWorkload)) {
                throw new TandemException.Missing(
                        "a native executable cannot rewrite classes of your own as it loads them",
                        "use --class-path with the JVM distribution, or with ./tandem");
            }
            return;
        }
        for (String name : PACKAGES) {
            if (!isOpen(name)) {
                throw new TandemException.Missing(
                        "the explorer needs the package " + name + " of java.base",
                        "start java with " + option(name) + ", or use the jar's own launcher");
            }
        }
    }
}
