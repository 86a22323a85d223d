// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import net.bytebuddy.agent.ByteBuddyAgent;
import org.jetbrains.lincheck.jvm.agent.InstrumentationMode;
import org.jetbrains.lincheck.jvm.agent.LincheckInstrumentation;

/**
 * Lincheck changes the classes of the JVM before each of its runs, and changes them back: that
 * takes longer than the runs of small programs, and what was compiled is lost. Attached as if with
 * the start of the JVM it leaves to others when that happens, and here it is once for all runs.
 */
final class ChangedOnce {

    private ChangedOnce() {}

    static void during(Runnable runs) {
        LincheckInstrumentation lincheck = LincheckInstrumentation.INSTANCE;
        if (!lincheck.isInitialized()) {
            lincheck.attachJavaAgentStatically(ByteBuddyAgent.install());
        }
        lincheck.install(InstrumentationMode.MODEL_CHECKING);
        try {
            runs.run();
        } finally {
            lincheck.uninstall();
        }
    }
}
