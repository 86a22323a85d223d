// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RuntimeFlagsTest {

    private static final String CACHE = "-XX:AOTCache=/cache/tandem.aot";

    @Test
    void aJarIsStartedAsAJarWithItsCache() {
        var flags =
                new RuntimeFlags(
                        List.of("-Xlog:disable", CACHE, "-Xmx1g", "-jar", "/lib/t.jar", "list"),
                        "/lib/t.jar");
        assertThat(flags.jar()).isTrue();
        assertThat(flags.cached()).isTrue();
        assertThat(flags.inherited()).containsExactly("-Xlog:disable", CACHE);
        assertThat(flags.uncached()).containsExactly("-Xlog:disable");
    }

    @Test
    void aClassPathIsGivenWhatAManifestWouldOpenAndNoCacheOfAJar() {
        var flags = new RuntimeFlags(List.of(CACHE, "-cp", "a:b", "Main"), "a:b");
        assertThat(flags.jar()).isFalse();
        assertThat(flags.cached()).isFalse();
        assertThat(flags.inherited())
                .doesNotContain(CACHE)
                .contains("--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED");
    }

    @Test
    void aJarThatOnlyLedToAnotherClassPathIsNotStartedAgain() {
        var flags = new RuntimeFlags(List.of("-jar", "/tmp/booter.jar"), "a:b");
        assertThat(flags.jar()).isFalse();
    }
}
