// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A private certificate authority: what it has signed belongs to the cluster, and nothing else
 * does. The certificates are X.509, version 3 (RFC 5280), over keys on the curve P-256.
 */
record Authority(PrivateKey key, X509Certificate certificate) {

    private static final String NAME = "tandem cluster";
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
    private static final int SERIAL_BITS = 127;

    /** One of its own, that signs itself. */
    static Authority create(Instant from, Instant until) throws GeneralSecurityException {
        KeyPair keys = newKeys();
        return new Authority(
                keys.getPrivate(),
                certificate(NAME, keys.getPublic(), true, from, until, keys.getPrivate()));
    }

    static KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** A certificate for the key of one process, valid as long as the authority is. */
    X509Certificate sign(String name, PublicKey subject) throws GeneralSecurityException {
        return certificate(
                name,
                subject,
                false,
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                key);
    }

    private static X509Certificate certificate(
            String name,
            PublicKey subject,
            boolean authority,
            Instant from,
            Instant until,
            PrivateKey issuer)
            throws GeneralSecurityException {
        byte[] content =
                Der.sequence(
                        Der.field(0, Der.integer(BigInteger.TWO)),
                        Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom())),
                        ECDSA_WITH_SHA256,
                        name(NAME),
                        Der.sequence(Der.time(from), Der.time(until)),
                        name(name),
                        subject.getEncoded(),
                        Der.field(3, Der.sequence(basicConstraints(authority))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(issuer);
        signature.update(content);
        byte[] whole = Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
        @Nullable X509Certificate made =
                (X509Certificate)
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(whole));
        return java.util.Objects.requireNonNull(made);
    }

    private static byte[] name(String common) {
        return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text(common))));
    }

    private static byte[] basicConstraints(boolean authority) {
        byte[] value = authority ? Der.sequence(Der.yes()) : Der.sequence();
        return Der.sequence(Der.oid("2.5.29.19"), Der.yes(), Der.octets(value));
    }
}
