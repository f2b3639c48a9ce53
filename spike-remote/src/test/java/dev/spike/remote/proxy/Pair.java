package dev.spike.remote.proxy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Both ends of one connection through a proxy: what the client has, and what the server has. */
record Pair(TestServer listening, ChaosProxy proxy, Socket client, Socket server)
    implements AutoCloseable {
  private static final int LIMIT_MILLIS = 20_000;

  static Pair open(UnaryOperator<ProxyPlan> plan) throws Exception {
    TestServer listening = TestServer.accepting();
    ChaosProxy proxy = plan.apply(ChaosProxy.to(listening.address())).start();
    Socket client = connect(proxy);
    Socket server = listening.next();
    server.setSoTimeout(LIMIT_MILLIS);
    return new Pair(listening, proxy, client, server);
  }

  static Pair open() throws Exception {
    return open(plan -> plan);
  }

  /** Looks often. */
  static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(3));
  }

  static Socket connect(ChaosProxy proxy) throws IOException {
    Socket client = new Socket(proxy.address().getAddress(), proxy.address().getPort());
    client.setTcpNoDelay(true);
    client.setSoTimeout(LIMIT_MILLIS);
    return client;
  }

  static void send(Socket from, String text) throws IOException {
    from.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static String read(Socket at, int bytes) throws IOException {
    return new String(at.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
  }

  static String readAll(Socket at) throws IOException {
    return new String(at.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    client.close();
    proxy.close();
    listening.close();
  }
}
