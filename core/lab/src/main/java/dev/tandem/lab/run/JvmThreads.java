// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.run;

import java.util.Set;
import java.util.regex.Pattern;

/** The threads that a JVM starts for itself and keeps, virtual threads' helpers among them. */
public final class JvmThreads {

    private static final Set<String> NAMES =
            Set.of(
                    "Attach Listener",
                    "Common-Cleaner",
                    "DestroyJavaVM",
                    "Finalizer",
                    "MasterPoller",
                    "Monitor Deflation Thread",
                    "Notification Thread",
                    "Read-Poller",
                    "Reference Handler",
                    "Service Thread",
                    "Signal Dispatcher",
                    "SubPoller",
                    "VirtualThread-unblocker",
                    "VirtualThread-unparker",
                    "Write-Poller");

    private static final Pattern NUMBER = Pattern.compile("-\\d+$");

    private JvmThreads() {}

    /** Whether one of them is called so. */
    public static boolean areCalled(String name) {
        return NAMES.contains(NUMBER.matcher(name).replaceFirst(""))
                || name.contains("CompilerThread");
    }
}
