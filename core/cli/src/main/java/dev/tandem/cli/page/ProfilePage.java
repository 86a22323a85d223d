// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.page;

import dev.tandem.lab.profile.Profile;
import java.io.IOException;
import java.util.List;

/** A profile as a page that needs nothing but itself: two flame graphs, and the tables. */
public final class ProfilePage {

    private ProfilePage() {}

    /**
     * @param of what was recorded
     * @param tables the profile as lines of text
     */
    public static String of(String of, Profile profile, List<String> tables) throws IOException {
        var computing = new FlameGraph("computing");
        profile.computing().forEach(c -> computing.add(c.stack(), c.time().toNanos()));
        var waiting = new FlameGraph("waiting");
        profile.waits().forEach(w -> waiting.add(w.stack(), w.total().toNanos()));
        return Page.resource("profile.html")
                .replace("@STYLE@", Page.resource("page.css"))
                .replace("@COMPUTING@", computing.svg())
                .replace("@WAITING@", waiting.svg())
                .replace("@TABLES@", Svg.escaped(String.join("\n", tables)))
                .replace("@OF@", Svg.escaped(of));
    }
}
