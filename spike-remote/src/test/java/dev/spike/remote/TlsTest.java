package dev.spike.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final ExecutorService workers = Executors.newCachedThreadPool();

  @TempDir Path folder;
  private HttpsServer server;
  private SSLContext trusting;

  @BeforeEach
  void serve() throws Exception {
    KeyStore keys = selfSigned();
    trusting = trusting(keys);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setHttpsConfigurator(new HttpsConfigurator(serving(keys)));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    // Its own threads: a handshake blocks one until the first request.
    server.setExecutor(workers);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    workers.shutdownNow();
  }

  /** A certificate for localhost, by name and not by address. */
  private KeyStore selfSigned() throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("keys.p12");
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                tool,
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.txt").toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static SSLContext serving(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static SSLContext trusting(KeyStore keys) throws GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try {
      trusted.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    trusted.setCertificateEntry("a", keys.getCertificate("a"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private URI at(String host) {
    return URI.create("https://" + host + ":" + server.getAddress().getPort());
  }

  @Test
  void aTrustedTargetAnswers() throws Exception {
    try (HttpTarget http = HttpTarget.of(at("localhost"), HttpOptions.defaults().tls(trusting))) {
      http.prepare(2);
      assertThat(http.get("/").status()).isEqualTo(204);
      assertThat(http.get("/").status()).isEqualTo(204);
      assertThat(http.counters().opened()).isEqualTo(2);
    }
  }

  @Test
  void aCertificateThatNobodyTrustsIsRefused() {
    try (HttpTarget http = HttpTarget.of(at("localhost"))) {
      assertThatThrownBy(() -> http.get("/")).hasMessageContaining("/: TLS failed: ");
    }
  }

  @Test
  void aCertificateForAnotherNameIsRefused() {
    try (HttpTarget http = HttpTarget.of(at("127.0.0.1"), HttpOptions.defaults().tls(trusting))) {
      assertThatThrownBy(() -> http.get("/")).hasMessageContaining("TLS failed: ");
    }
  }
}
