// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.processes.Handshake.Side;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;

/**
 * A listener that any process of the machine can connect to, and that talks only with those who
 * know its secret. Then the client tests the listener in turn: the port might have been taken by
 * somebody else. Look at what the client says: who of the two has refused the other.
 *
 * <pre>{@code tandem run processes.listener --variant impostor}</pre>
 */
final class Listener implements Workload, WorkerBody {

    private static final String LESSON =
            """
            A pipe has two ends and both are in known hands; a socket can be connected to by any
            process. So the two sides first prove to each other that they know a secret, without
            saying it: one sends random bytes, the other their hash keyed with the secret. A wrong
            secret gets nothing, not even the first byte of the message.
            """;

    private static final Label WELCOMED =
            acceptable("welcomed", "both knew the secret, and the message arrived");
    private static final Label REFUSED =
            acceptable(
                    "refused", "one of the two did not know the secret, and no message was sent");
    private static final Label LET_IN =
            forbidden("let-in", "a message was sent although one of the two knew no secret")
                    .unseen("nobody can answer a challenge without the secret");
    private static final Label SHUT_OUT =
            forbidden("shut-out", "both knew the secret, and no message arrived")
                    .unseen("the same secret makes the same hash");

    /** How a listener finds out whom it talks with. */
    private interface Gate {
        boolean admits(Handshake client) throws IOException, GeneralSecurityException;
    }

    private record Way(Gate gate, boolean listenerKnows, boolean clientKnows) {
        boolean bothKnow() {
            return listenerKnows && clientKnows;
        }
    }

    private static final Variants<Way> WAYS =
            Variants.of(
                    sound(
                            "right",
                            "the client knows the secret",
                            () -> new Way(client -> client.challenge(Side.CLIENT), true, true)),
                    sound(
                            "wrong",
                            "the client guesses",
                            () -> new Way(client -> client.challenge(Side.CLIENT), true, false)),
                    sound(
                            "impostor",
                            "the listener does not know the secret and accepts any answer",
                            () -> new Way(client -> client.pretend(Side.CLIENT), false, true)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.listener", "A socket that asks for a secret", LESSON)
                    .with(WAYS)
                    .with(WELCOMED, REFUSED, LET_IN, SHUT_OUT)
                    .teaches(ServerSocket.class, Mac.class, SecureRandom.class)
                    .build();

    private static final String MESSAGE = "the launch codes";
    private static final int LIMIT_MILLIS = 10_000;

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context)
            throws IOException, InterruptedException, GeneralSecurityException {
        Way way = context.make(WAYS);
        String secret = secret();
        String ofTheListener = way.listenerKnows() ? secret : secret();
        String ofTheClient = way.clientKnows() ? secret : secret();
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(LIMIT_MILLIS);
            String port = Integer.toString(listener.getLocalPort());
            // The secret reaches the child through the pipe between the two, which nobody else can
            // read; a command line can be read by everybody.
            var request = WorkerRequest.of(SPEC.id(), port, ofTheClient);
            try (Worker client = context.workers().start(request)) {
                context.event("listens at port " + port);
                boolean sent;
                try (Socket socket = listener.accept()) {
                    context.event("somebody has connected");
                    sent = serve(socket, ofTheListener, way.gate());
                }
                String received = client.receiveText().orElseThrow();
                context.event("the client says: " + received);
                boolean arrived = received.equals("received " + MESSAGE);
                return label(way.bothKnow(), sent, arrived)
                        .observed()
                        .with("bothKnowTheSecret", way.bothKnow())
                        .with("messageSent", sent)
                        .with("client", received);
            }
        }
    }

    private static Label label(boolean bothKnow, boolean sent, boolean arrived) {
        if (bothKnow) {
            return arrived ? WELCOMED : SHUT_OUT;
        }
        return sent || arrived ? LET_IN : REFUSED;
    }

    /** A new one for each run, and not of the run's seed: whoever knows that would know it too. */
    static String secret() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Whether the message was sent. */
    private static boolean serve(Socket socket, String secret, Gate gate)
            throws IOException, GeneralSecurityException {
        socket.setSoTimeout(LIMIT_MILLIS);
        var out = new DataOutputStream(socket.getOutputStream());
        var handshake = new Handshake(secret, new DataInputStream(socket.getInputStream()), out);
        try {
            if (!gate.admits(handshake) || !handshake.respond(Side.LISTENER)) {
                return false;
            }
            out.writeUTF(MESSAGE);
            out.flush();
            return true;
        } catch (EOFException e) {
            // The client has heard enough and closed its side.
            return false;
        }
    }

    /** The client's side. */
    @Override
    public void work(WorkerContext context) throws IOException, GeneralSecurityException {
        int port = Integer.parseInt(context.arguments().get(0));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LIMIT_MILLIS);
            var in = new DataInputStream(socket.getInputStream());
            var out = new DataOutputStream(socket.getOutputStream());
            var handshake = new Handshake(context.arguments().get(1), in, out);
            if (!handshake.respond(Side.CLIENT)) {
                context.send("was refused by the listener");
            } else if (!handshake.challenge(Side.LISTENER)) {
                context.send("does not trust the listener");
            } else {
                context.send("received " + in.readUTF());
            }
        }
    }
}
