// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import dev.tandem.spi.TandemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What lets a process into a cluster: the {@linkplain Authority authority} of the cluster, in a
 * PKCS #12 file that only its owner may read. Each process signs itself a certificate for a key
 * that never leaves it, and accepts those of the same authority alone.
 */
record ClusterKey(Authority authority) {

    /** A certificate is valid a little before it is made, since clocks differ. */
    private static final Duration SKEW = Duration.ofMinutes(10);

    /** No certificate can name a year beyond 9999. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final String ALIAS = "authority";

    /** The format wants one. The permissions of the file protect it, not this. */
    private static final String PASSWORD = "tandem";

    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.complementOf(
                    EnumSet.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE));

    /**
     * @throws TandemException.Usage when it would be valid for more than a hundred years
     */
    static ClusterKey create(Instant now, Duration valid) {
        if (valid.compareTo(LONGEST) > 0) {
            throw new TandemException.Usage(
                    "a key is valid for at most " + LONGEST.toDays() + " days");
        }
        try {
            return new ClusterKey(Authority.create(now.minus(SKEW), now.plus(valid)));
        } catch (GeneralSecurityException e) {
            throw lacking(e);
        }
    }

    /** The whole key, to be carried where nobody else listens. */
    byte[] encode() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    ALIAS,
                    authority.key(),
                    PASSWORD.toCharArray(),
                    new Certificate[] {authority.certificate()});
            var bytes = new ByteArrayOutputStream();
            store.store(bytes, PASSWORD.toCharArray());
            return bytes.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw lacking(e);
        }
    }

    /**
     * @param source for messages: where the bytes come from
     * @throws TandemException.Usage when they are no key, or one that is not valid now
     */
    static ClusterKey decode(byte[] bytes, String source, Instant now) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), PASSWORD.toCharArray());
            if (store.getKey(ALIAS, PASSWORD.toCharArray()) instanceof PrivateKey key
                    && store.getCertificate(ALIAS) instanceof X509Certificate certificate) {
                certificate.checkValidity(Date.from(now));
                return new ClusterKey(new Authority(key, certificate));
            }
        } catch (CertificateExpiredException e) {
            throw new TandemException.Usage(
                    "the key "
                            + source
                            + " has expired; make a new one with 'cluster key' and carry it to"
                            + " every member");
        } catch (CertificateNotYetValidException e) {
            throw new TandemException.Usage(
                    "the key " + source + " is not valid yet; set the clock of this machine");
        } catch (GeneralSecurityException | IOException e) {
            throw noKey(source);
        }
        throw noKey(source);
    }

    private static TandemException.Usage noKey(String source) {
        return new TandemException.Usage(
                source + " is no key of a cluster; make one with 'cluster key'");
    }

    private static IllegalStateException lacking(Exception e) {
        return new IllegalStateException("this Java lacks what every Java has", e);
    }

    /**
     * Writes it into a new file that only its owner may read.
     *
     * @throws TandemException.Usage when there is such a file already, or it cannot be made
     */
    void save(Path file) {
        byte[] bytes = encode();
        var secret =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            Files.createFile(file, secret);
            write(bytes, file);
        } catch (FileAlreadyExistsException e) {
            throw new TandemException.Usage(
                    file + " exists already, and a key is never overwritten; name another file");
        } catch (NoSuchFileException e) {
            throw new TandemException.Usage(
                    "there is no folder to write " + file + " into; make it, or name another one");
        } catch (AccessDeniedException e) {
            throw new TandemException.Usage("permission denied to write " + file);
        } catch (IOException e) {
            throw new TandemException.Usage("cannot write " + file + ": " + e.getMessage());
        }
    }

    /** A disk that is full leaves no half of a key, and neither does an interruption. */
    private static void write(byte[] bytes, Path file) throws IOException {
        try (var out = new FileOutputStream(file.toFile())) {
            out.write(bytes);
        } catch (IOException e) {
            Files.delete(file);
            throw e;
        }
    }

    /**
     * @throws TandemException.Usage when there is none, others may read it, it is none, or it is
     *     not valid now
     */
    static ClusterKey load(Path file, Instant now) {
        try {
            if (Files.isDirectory(file)) {
                throw new TandemException.Usage(
                        file + " is a folder; name the file that 'cluster key' has made");
            }
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new TandemException.Usage(
                        "others may read or write the key " + file + "; run: chmod 600 " + file);
            }
            return decode(Files.readAllBytes(file), file.toString(), now);
        } catch (NoSuchFileException e) {
            throw new TandemException.Usage(
                    "there is no key " + file + "; make one with 'cluster key'");
        } catch (AccessDeniedException e) {
            throw new TandemException.Usage("permission denied to read the key " + file);
        } catch (IOException e) {
            throw new TandemException.Usage("cannot read the key " + file + ": " + e.getMessage());
        }
    }

    /** How a process with this key proves itself, and whom it believes. */
    SSLContext context() {
        try {
            KeyPair own = Authority.newKeys();
            KeyStore identity = KeyStore.getInstance("PKCS12");
            identity.load(null, null);
            identity.setKeyEntry(
                    "own",
                    own.getPrivate(),
                    PASSWORD.toCharArray(),
                    new Certificate[] {authority.sign("tandem member", own.getPublic())});
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(identity, PASSWORD.toCharArray());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, authority.certificate());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw lacking(e);
        }
    }
}
