// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import static dev.tandem.comms.crawl.TestSite.HERE;
import static dev.tandem.comms.crawl.TestSite.LIMITS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server whose certificate nobody has signed but itself, for the host {@code lab.example}. */
class TlsTest {

    private static final char[] PASSWORD = "secret".toCharArray();

    private final SSLContext own = context();
    private final SSLServerSocket server =
            (SSLServerSocket) own.getServerSocketFactory().createServerSocket(0, 50, HERE);
    private final Thread serving = Thread.ofVirtual().start(this::serve);

    TlsTest() throws Exception {}

    private static SSLContext context() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = TlsTest.class.getResourceAsStream("lab.p12")) {
            store.load(file, PASSWORD);
        }
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("lab", store.getCertificate("lab"));
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII));
                while (!in.readLine().isEmpty()) {
                    // The answer is the same whatever is asked.
                }
                TestSite.raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>secured")
                        .answer("", socket.getOutputStream());
            } catch (IOException | InterruptedException _) {
                // The client has refused the certificate, or the test is over.
            }
        }
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        serving.join();
    }

    private Fate visit(String host, Supplier<SSLSocketFactory> tls) throws Exception {
        Url url = Url.of("https://" + host + ":" + server.getLocalPort() + "/");
        try (Fetcher fetcher =
                new Fetcher(TestSite::resolve, HERE::equals, LIMITS, tls, System::nanoTime)) {
            return new Visitor(fetcher, target -> true).visit(new Task(url, 0, 0)).fate();
        }
    }

    @Test
    void aCertificateThatIsTrustedLetsThePageThrough() throws Exception {
        assertThat(visit("lab.example", own::getSocketFactory)).isEqualTo(Fate.PAGE);
    }

    @Test
    void aCertificateThatNobodyTrustsDoesNot() throws Exception {
        assertThat(visit("lab.example", () -> (SSLSocketFactory) SSLSocketFactory.getDefault()))
                .isEqualTo(Fate.NO_TRUST);
    }

    @Test
    void aCertificateOfAnotherHostDoesNot() throws Exception {
        assertThat(visit("other.example", own::getSocketFactory)).isEqualTo(Fate.NO_TRUST);
    }
}
