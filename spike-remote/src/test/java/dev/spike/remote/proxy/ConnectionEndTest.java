package dev.spike.remote.proxy;

import static dev.spike.remote.proxy.Direction.DOWNSTREAM;
import static dev.spike.remote.proxy.Direction.UPSTREAM;
import static dev.spike.remote.proxy.Pair.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How connections begin and end. */
class ConnectionEndTest {
  @Test
  void aHalfCloseIsPassedOn() throws Exception {
    try (Pair pair = Pair.open()) {
      Pair.send(pair.client(), "request");
      pair.client().shutdownOutput();
      assertThat(Pair.readAll(pair.server())).isEqualTo("request");
      Pair.send(pair.server(), "late reply");
      pair.server().close();
      assertThat(Pair.readAll(pair.client())).isEqualTo("late reply");
      await().until(() -> pair.proxy().connections() == 0);
    }
  }

  @Test
  void withoutHalfCloseTheEndOfOneStreamEndsBoth() throws Exception {
    try (Pair pair = Pair.open(plan -> plan.halfClose(false))) {
      pair.client().shutdownOutput();
      assertThat(pair.server().getInputStream().read()).isEqualTo(-1);
      assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
      await().until(() -> pair.proxy().connections() == 0);
    }
  }

  @Test
  void theEndComesAfterTheBytes() throws Exception {
    try (Pair pair = Pair.open()) {
      pair.proxy().add("slow", UPSTREAM, 1, new Latency(50, 0));
      Pair.send(pair.client(), "fire and forget");
      pair.client().close();
      assertThat(Pair.readAll(pair.server())).isEqualTo("fire and forget");
      pair.server().close();
      await().until(() -> pair.proxy().connections() == 0);
    }
  }

  /** The system goes on accepting until a selector's turn that {@code disable()} has to await. */
  @Test
  void whatWasDisabledRefusesFromThenOn() throws Exception {
    try (Pair pair = Pair.open()) {
      for (int time = 0; time < 300; time++) {
        pair.proxy().disable();
        assertThatThrownBy(() -> Pair.connect(pair.proxy())).isInstanceOf(ConnectException.class);
        pair.proxy().enable();
      }
    }
  }

  @Test
  void aDisabledProxyRefusesAndComesBackOnItsPort() throws Exception {
    try (Pair pair = Pair.open()) {
      pair.proxy().add("kept", DOWNSTREAM, 1, new Noop());
      InetSocketAddress address = pair.proxy().address();
      pair.proxy().disable();
      assertThat(pair.proxy().isEnabled()).isFalse();
      assertThat(pair.client().getInputStream().read()).as("FIN").isEqualTo(-1);
      assertThat(pair.server().getInputStream().read()).as("FIN").isEqualTo(-1);
      assertThatThrownBy(() -> Pair.connect(pair.proxy())).isInstanceOf(ConnectException.class);
      pair.proxy().enable();
      assertThat(pair.proxy().address()).isEqualTo(address);
      assertThat(pair.proxy().toxics()).extracting(NamedToxic::name).containsExactly("kept");
      try (Socket client = Pair.connect(pair.proxy());
          Socket server = pair.listening().next()) {
        Pair.send(client, "again");
        assertThat(Pair.read(server, 5)).isEqualTo("again");
      }
    }
  }

  @Test
  void itMovesToAnotherUpstream() throws Exception {
    try (Pair pair = Pair.open();
        TestServer other = TestServer.echo()) {
      pair.proxy().move("127.0.0.1:0", other.address());
      assertThat(pair.proxy().upstream()).isEqualTo(other.address());
      assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
      try (Socket client = Pair.connect(pair.proxy())) {
        Pair.send(client, "echo");
        assertThat(Pair.read(client, 4)).isEqualTo("echo");
      }
    }
  }

  @Test
  void aPortThatIsTakenIsTheSystemsError() throws Exception {
    try (Pair pair = Pair.open()) {
      ProxyPlan second = ChaosProxy.to("localhost:1").listen(pair.listening().address());
      assertThatThrownBy(second::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("already in use");
    }
  }

  @Test
  void anUpstreamThatRefusesClosesTheClient() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    for (String upstream : new String[] {"127.0.0.1:" + free, "nonsense", "nowhere.invalid:1"}) {
      try (ChaosProxy proxy = ProxyPlan.lenient(upstream).start();
          Socket client = Pair.connect(proxy)) {
        assertThat(client.getInputStream().read()).as(upstream).isEqualTo(-1);
        await().until(() -> proxy.connections() == 0);
      }
    }
  }

  @Test
  void aDialThatHangsStopsNobodyAndIsGivenUp() throws Exception {
    // The backlog of one is taken by the first connections; what follows gets no answer.
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TestServer echo = TestServer.echo();
        ChaosProxy proxy =
            ChaosProxy.to("127.0.0.1:" + full.getLocalPort())
                .connectTimeout(Duration.ofMillis(1_500))
                .start();
        ChaosProxy other = ChaosProxy.to(echo.address()).start()) {
      Socket[] clients = new Socket[6];
      for (int i = 0; i < clients.length; i++) {
        clients[i] = Pair.connect(proxy);
      }
      proxy.add("any", UPSTREAM, 1, new Latency(1, 0));
      proxy.remove("any");
      try (Socket client = Pair.connect(other)) {
        Pair.send(client, "alive");
        assertThat(Pair.read(client, 5)).isEqualTo("alive");
      }
      assertThat(clients[5].getInputStream().read()).as("given up").isEqualTo(-1);
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  @Test
  void theFirstConnectionsFail() throws Exception {
    try (Pair pair = Pair.open()) {
      pair.proxy().failFirst(2);
      for (int i = 0; i < 2; i++) {
        try (Socket client = Pair.connect(pair.proxy())) {
          assertThatThrownBy(() -> client.getInputStream().read())
              .isInstanceOf(SocketException.class);
        } catch (SocketException e) {
          // Reset before it was told that it is connected.
        }
      }
      try (Socket client = Pair.connect(pair.proxy());
          Socket server = pair.listening().next()) {
        Pair.send(client, "third");
        assertThat(Pair.read(server, 5)).isEqualTo("third");
      }
      assertThat(pair.proxy().accepted()).isEqualTo(4);
    }
  }

  @Test
  void aReaderThatNeverReadsStopsItsSourceAndNobodyElse() throws Exception {
    try (Pair pair = Pair.open();
        Socket other = Pair.connect(pair.proxy());
        Socket otherServer = pair.listening().next()) {
      byte[] block = new byte[64 << 10];
      TestServer.start(() -> sendUntilClosed(pair.client(), block));
      await()
          .during(Duration.ofMillis(200))
          .until(new Unchanged(() -> pair.proxy().receivedBytes(UPSTREAM)));
      pair.proxy().add("late", UPSTREAM, 1, new Latency(0, 0));
      pair.proxy().update("late", 1, new Latency(1, 0));
      Pair.send(other, "alive");
      assertThat(Pair.read(otherServer, 5)).isEqualTo("alive");
      pair.proxy().remove("late");
      pair.proxy().disable();
      assertThat(pair.proxy().connections()).isZero();
    }
  }

  private static void sendUntilClosed(Socket socket, byte[] block) {
    try {
      while (true) {
        socket.getOutputStream().write(block);
      }
    } catch (IOException e) {
      // Closed at last.
    }
  }
}
