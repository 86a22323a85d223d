// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.function.BiPredicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Challenge and response over a shared secret, both ways. Each side sends random bytes and expects
 * their keyed hash (HMAC, RFC 2104), which only who knows the secret can compute; the secret itself
 * never goes over the wire, and an answer that was overheard is of no use against the next
 * challenge.
 */
final class Handshake {

    private static final int CHALLENGE = 32;

    /** Goes into the hash: an answer to one side must not be usable as an answer to the other. */
    enum Side {
        LISTENER((byte) 'L'),
        CLIENT((byte) 'C');

        private final byte mark;

        Side(byte mark) {
            this.mark = mark;
        }
    }

    private final byte[] secret;
    private final DataInputStream in;
    private final DataOutputStream out;

    Handshake(String secret, DataInputStream in, DataOutputStream out) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.in = in;
        this.out = out;
    }

    /** Challenges the other side and tells it whether it has passed. */
    boolean challenge(Side other) throws IOException, GeneralSecurityException {
        return challenge(other, MessageDigest::isEqual);
    }

    /** Goes through the motions of {@link #challenge} and is content with any answer. */
    boolean pretend(Side other) throws IOException, GeneralSecurityException {
        return challenge(other, (expected, answer) -> true);
    }

    /**
     * @param judge whether the expected answer and that which came are the same. It takes as long
     *     for a nearly right answer as for a wrong one, or the time would tell
     */
    private boolean challenge(Side other, BiPredicate<byte[], byte[]> judge)
            throws IOException, GeneralSecurityException {
        byte[] challenge = new byte[CHALLENGE];
        new SecureRandom().nextBytes(challenge);
        out.write(challenge);
        out.flush();
        byte[] expected = answer(other, challenge);
        boolean passed = judge.test(expected, in.readNBytes(expected.length));
        out.writeBoolean(passed);
        out.flush();
        return passed;
    }

    /** Answers the other side's challenge: whether it was content. */
    boolean respond(Side self) throws IOException, GeneralSecurityException {
        byte[] challenge = in.readNBytes(CHALLENGE);
        out.write(answer(self, challenge));
        out.flush();
        return in.readBoolean();
    }

    private byte[] answer(Side side, byte[] challenge) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        mac.update(side.mark);
        return mac.doFinal(challenge);
    }
}
