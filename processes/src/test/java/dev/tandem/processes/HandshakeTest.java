// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.processes.Handshake.Side;
import dev.tandem.spi.Crew;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both sides of a handshake, over two pipes. */
class HandshakeTest {

    private final PipedInputStream atListener = new PipedInputStream();
    private final PipedInputStream atClient = new PipedInputStream();

    private Handshake listener(String secret) throws IOException {
        return handshake(secret, atListener, atClient);
    }

    private Handshake client(String secret) throws IOException {
        return handshake(secret, atClient, atListener);
    }

    private static Handshake handshake(String secret, PipedInputStream in, PipedInputStream other)
            throws IOException {
        var out = new DataOutputStream(new PipedOutputStream(other));
        return new Handshake(secret, new DataInputStream(in), out);
    }

    @Test
    void whoeverKnowsTheSecretPasses() throws Exception {
        Handshake listener = listener("secret");
        Handshake client = client("secret");
        assertThat(
                        bothSay(
                                () -> listener.challenge(Side.CLIENT),
                                () -> client.respond(Side.CLIENT)))
                .containsExactly(true, true);
    }

    @Test
    void whoeverGuessesDoesNot() throws Exception {
        Handshake listener = listener("secret");
        Handshake client = client("guess");
        assertThat(
                        bothSay(
                                () -> listener.challenge(Side.CLIENT),
                                () -> client.respond(Side.CLIENT)))
                .containsExactly(false, false);
    }

    @Test
    void anImpostorIsContentWithAnyAnswer() throws Exception {
        Handshake impostor = listener("guess");
        Handshake client = client("secret");
        assertThat(bothSay(() -> impostor.pretend(Side.CLIENT), () -> client.respond(Side.CLIENT)))
                .containsExactly(true, true);
    }

    @Test
    void theAnswerOfOneSideIsNoAnswerOfTheOther() throws Exception {
        Handshake listener = listener("secret");
        Handshake client = client("secret");
        assertThat(
                        bothSay(
                                () -> listener.challenge(Side.CLIENT),
                                () -> client.respond(Side.LISTENER)))
                .containsExactly(false, false);
    }

    private interface Move {
        boolean make() throws Exception;
    }

    private static List<Boolean> bothSay(Move listener, Move client) throws Exception {
        List<Move> moves = List.of(listener, client);
        try (Crew crew = Crew.named("side-")) {
            return crew.gather(2, i -> moves.get(i).make());
        }
    }
}
