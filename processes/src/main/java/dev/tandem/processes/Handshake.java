package dev.tandem.processes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
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

    Handshake(byte[] secret, DataInputStream in, DataOutputStream out) {
        this.secret = secret.clone();
        this.in = in;
        this.out = out;
    }

    /** Challenges the other side and tells it whether it has passed. */
    boolean challenge(Side other) throws IOException, GeneralSecurityException {
        byte[] challenge = new byte[CHALLENGE];
        new SecureRandom().nextBytes(challenge);
        out.write(challenge);
        out.flush();
        byte[] expected = answer(other, challenge);
        byte[] answer = in.readNBytes(expected.length);
        // Takes as long for a nearly right answer as for a wrong one, so that the time tells
        // nothing.
        boolean passed = MessageDigest.isEqual(expected, answer);
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
