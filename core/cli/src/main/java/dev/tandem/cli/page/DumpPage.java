// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.page;

import dev.tandem.lab.dump.ThreadDump;
import java.io.IOException;
import java.util.List;

/** A thread dump as a page that needs nothing but itself: who waits for whom, and the report. */
public final class DumpPage {

    private DumpPage() {}

    /**
     * @param of whose threads they are
     * @param report what is found, and the threads, as lines of text
     */
    public static String of(String of, ThreadDump dump, List<String> report) throws IOException {
        return Page.resource("dump.html")
                .replace("@STYLE@", Page.resource("page.css"))
                .replace("@WAITS@", WaitForest.svg(dump))
                .replace("@REPORT@", Svg.escaped(String.join("\n", report)))
                .replace("@OF@", Svg.escaped(of));
    }
}
