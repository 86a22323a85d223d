package dev.tandem.processes;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
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
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A listener that any process of the machine can connect to, and that talks only with those who
 * know its secret. Then the client tests the listener in turn: the port might have been taken by
 * somebody else.
 */
final class Listener implements Workload, WorkerBody {

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.listener")
                    .title("A socket that asks for a secret")
                    .lesson(
                            """
                            A pipe has two ends and both are in known hands; a socket can be connected to by any process. So the two \
                            sides first prove to each other that they know a secret, without saying it: one sends random bytes, the \
                            other their hash keyed with the secret. A wrong secret gets nothing, not even the first byte of the \
                            message.\
                            """)
                    .variant("right", "the client knows the secret")
                    .variant("wrong", "the client guesses")
                    .variant(
                            "impostor",
                            "the listener does not know the secret and accepts any answer")
                    .acceptable("welcomed", "both knew the secret, and the message arrived")
                    .acceptable(
                            "refused",
                            "one of the two did not know the secret, and no message was sent")
                    .forbidden(
                            "let-in",
                            "a message was sent although one of the two did not know the secret")
                    .forbidden("shut-out", "both knew the secret, and no message arrived")
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
        // A new one for each run; it reaches the child through the pipe between the two, which
        // nobody else can read.
        String secret = Long.toHexString(context.random(0).nextLong());
        String other = Long.toHexString(context.random(1).nextLong());
        String ofTheListener = context.isVariant("impostor") ? other : secret;
        String ofTheClient = context.isVariant("wrong") ? other : secret;
        boolean bothKnow = ofTheListener.equals(ofTheClient);
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Worker client =
                        context.workers()
                                .start(
                                        WorkerRequest.of(
                                                SPEC.id(),
                                                Integer.toString(listener.getLocalPort()),
                                                ofTheClient))) {
            context.event("listens at port " + listener.getLocalPort());
            listener.setSoTimeout(LIMIT_MILLIS);
            boolean sent;
            try (Socket socket = listener.accept()) {
                context.event("somebody has connected");
                sent = serve(socket, ofTheListener, context.isVariant("impostor"));
            }
            String received = client.receiveText().orElseThrow();
            boolean arrived = received.equals("received " + MESSAGE);
            context.event("the client says: " + received);
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("bothKnowTheSecret", bothKnow);
            evidence.put("messageSent", sent);
            evidence.put("client", received);
            String label =
                    bothKnow
                            ? (arrived ? "welcomed" : "shut-out")
                            : (sent || arrived ? "let-in" : "refused");
            return new Outcome.Observed(label, evidence);
        }
    }

    /** Whether the message was sent. */
    private static boolean serve(Socket socket, String secret, boolean acceptsAny)
            throws IOException, GeneralSecurityException {
        socket.setSoTimeout(LIMIT_MILLIS);
        var out = new DataOutputStream(socket.getOutputStream());
        var handshake =
                new Handshake(
                        secret.getBytes(StandardCharsets.UTF_8),
                        new DataInputStream(socket.getInputStream()),
                        out);
        try {
            boolean passed = handshake.challenge(Handshake.Side.CLIENT) || acceptsAny;
            if (!passed || !handshake.respond(Handshake.Side.LISTENER)) {
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
        byte[] secret = context.arguments().get(1).getBytes(StandardCharsets.UTF_8);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LIMIT_MILLIS);
            var in = new DataInputStream(socket.getInputStream());
            var handshake =
                    new Handshake(secret, in, new DataOutputStream(socket.getOutputStream()));
            if (!handshake.respond(Handshake.Side.CLIENT)) {
                context.send("was refused by the listener");
            } else if (!handshake.challenge(Handshake.Side.LISTENER)) {
                context.send("does not trust the listener");
            } else {
                context.send("received " + in.readUTF());
            }
        }
    }
}
