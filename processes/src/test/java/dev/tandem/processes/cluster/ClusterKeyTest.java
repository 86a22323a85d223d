// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.spi.TandemException.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterKeyTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);

    @TempDir private Path folder;

    private final ClusterKey key = ClusterKey.create(NOW, YEAR);

    private Path saved() {
        Path file = folder.resolve("cluster.key");
        key.save(file);
        return file;
    }

    @Test
    void onlyItsOwnerMayReadTheFile() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(saved())))
                .isEqualTo("rw-------");
    }

    @Test
    void isWrittenWholeByAnInterruptedThreadToo() {
        Thread.currentThread().interrupt();
        Path file = saved();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ClusterKey.load(file, NOW)).isEqualTo(key);
    }

    @Test
    void isReadAsItWasWritten() {
        assertThat(ClusterKey.load(saved(), NOW)).isEqualTo(key);
    }

    @Test
    void aKeyThatOthersMayReadIsRefused() throws IOException {
        Path file = saved();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> ClusterKey.load(file, NOW))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("chmod 600 " + file);
    }

    @Test
    void anExpiredKeyIsRefusedAndOneOfTheFutureToo() {
        Path file = saved();
        assertThatThrownBy(() -> ClusterKey.load(file, NOW.plus(YEAR).plusSeconds(1)))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("expired");
        assertThatThrownBy(() -> ClusterKey.load(file, NOW.minus(Duration.ofDays(1))))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("clock");
    }

    @Test
    void aFileThatIsNoKeyOrIsNotThereIsRefused() throws IOException {
        Path file = folder.resolve("other");
        assertThatThrownBy(() -> ClusterKey.load(file, NOW)).hasMessageContaining("no key " + file);
        Files.writeString(file, "hello");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> ClusterKey.load(file, NOW))
                .isInstanceOf(Usage.class)
                .hasMessageContaining(file + " is no key");
        assertThatThrownBy(() -> ClusterKey.load(folder, NOW))
                .isInstanceOf(Usage.class)
                .hasMessageContaining(folder + " is a folder");
    }

    @Test
    void aKeyIsNotWrittenIntoAFolderThatIsNotThere() {
        Path file = folder.resolve("nowhere/cluster.key");
        assertThatThrownBy(() -> key.save(file))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("there is no folder to write " + file + " into");
    }

    @Test
    void aKeyIsNeverOverwritten() {
        Path file = saved();
        assertThatThrownBy(() -> key.save(file)).hasMessageContaining("exists already");
    }

    @Test
    void theAuthoritySignsItselfAndItsMembersAndNoOther() throws Exception {
        X509Certificate own = key.authority().certificate();
        own.verify(own.getPublicKey());
        assertThat(own.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
        assertThat(own.getNotAfter().toInstant()).isEqualTo(NOW.plus(YEAR));
        KeyPair keys = Authority.newKeys();
        X509Certificate member = key.authority().sign("a member", keys.getPublic());
        member.verify(own.getPublicKey());
        assertThat(member.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(member.getSubjectX500Principal().getName()).isEqualTo("CN=a member");
        assertThat(member.getIssuerX500Principal()).isEqualTo(own.getSubjectX500Principal());
        assertThat(member.getBasicConstraints()).as("signs nobody").isNegative();
        X509Certificate other = ClusterKey.create(NOW, YEAR).authority().certificate();
        assertThatThrownBy(() -> member.verify(other.getPublicKey()))
                .isInstanceOf(SignatureException.class);
    }

    @Test
    void aKeyThatNoCertificateCouldDateIsRefused() {
        assertThatThrownBy(() -> ClusterKey.create(NOW, Duration.ofDays(2_000_000_000)))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("at most 36500 days");
    }

    @Test
    void aKeyMayOutliveTheCenturyOfShortDates() throws Exception {
        Duration long_ = Duration.ofDays(40 * 365);
        X509Certificate own = ClusterKey.create(NOW, long_).authority().certificate();
        assertThat(own.getNotAfter().toInstant()).isEqualTo(NOW.plus(long_));
    }
}
