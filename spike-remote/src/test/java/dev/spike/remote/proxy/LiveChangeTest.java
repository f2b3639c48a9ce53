package dev.spike.remote.proxy;

import static dev.spike.remote.proxy.Direction.DOWNSTREAM;
import static dev.spike.remote.proxy.Direction.UPSTREAM;
import static dev.spike.remote.proxy.Pair.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Toxics come, change and go while bytes are under way. */
class LiveChangeTest {
  private static final long SEED = 42;
  private static final int BLOCKS = 150;

  @Test
  void nothingIsLostOrOvertaken() throws Exception {
    try (TestServer echo = TestServer.echo();
        ChaosProxy proxy = ChaosProxy.to(echo.address()).start();
        Socket client = Pair.connect(proxy)) {
      CompletableFuture<byte[]> sent = CompletableFuture.supplyAsync(() -> sendAll(client));
      CompletableFuture<byte[]> back = CompletableFuture.supplyAsync(() -> digest(client));
      int changes = 0;
      while (!back.isDone()) {
        change(proxy, changes++);
      }
      assertThat(back.get()).isEqualTo(sent.get());
      assertThat(changes).isGreaterThan(1);
    }
  }

  private static void change(ChaosProxy proxy, int n) {
    Direction direction = n % 2 == 0 ? UPSTREAM : DOWNSTREAM;
    List<Toxic> kinds =
        List.of(
            new Latency(n % 7, n % 3),
            new Bandwidth(200_000),
            new Slicer(20_000, 1_000, 10),
            new Stall(0.3, 2, 0.5),
            new SlowClose(1));
    Toxic toxic = kinds.get(n % kinds.size());
    String name = "toxic-" + n % 4;
    boolean there = proxy.toxics().stream().anyMatch(named -> named.name().equals(name));
    if (there) {
      proxy.remove(name);
    } else {
      proxy.add(name, direction, 0.8, toxic);
      proxy.update(name, 1, toxic);
    }
  }

  private static byte[] sendAll(Socket client) {
    try {
      Random random = new Random(SEED);
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      OutputStream out = client.getOutputStream();
      byte[] block = new byte[16 << 10];
      for (int i = 0; i < BLOCKS; i++) {
        random.nextBytes(block);
        digest.update(block);
        out.write(block);
      }
      client.shutdownOutput();
      return digest.digest();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] digest(Socket client) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      InputStream in = new DigestInputStream(client.getInputStream(), digest);
      in.transferTo(OutputStream.nullOutputStream());
      return digest.digest();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aChangeActsOnTheNextChunkOfAnOpenConnection() throws Exception {
    try (Pair pair = Pair.open()) {
      for (int i = 0; i < 20; i++) {
        pair.proxy().add("hold", UPSTREAM, 1, new Bandwidth(0));
        Pair.send(pair.client(), "x");
        long read = i + 1L;
        await().until(() -> pair.proxy().receivedBytes(UPSTREAM) == read);
        assertThat(pair.proxy().sentBytes(UPSTREAM)).isEqualTo(i);
        pair.proxy().removeAll();
        assertThat(Pair.read(pair.server(), 1)).isEqualTo("x");
      }
    }
  }

  @Test
  void aChangeReleasesWhatIsHeld() throws Exception {
    try (Pair pair = Pair.open()) {
      pair.proxy().add("slow", UPSTREAM, 1, new Latency(3_600_000, 0));
      Pair.send(pair.client(), "held");
      await().until(() -> pair.proxy().receivedBytes(UPSTREAM) == 4);
      pair.proxy().update("slow", 1, new Latency(3_600_001, 0));
      assertThat(Pair.read(pair.server(), 4)).isEqualTo("held");
    }
  }

  @Test
  void whatIsHeldMeetsTheToxicsBehind() throws Exception {
    try (Pair pair = Pair.open()) {
      pair.proxy().add("first", UPSTREAM, 1, new Latency(3_600_000, 0));
      pair.proxy().add("second", UPSTREAM, 1, new LimitData(3));
      Pair.send(pair.client(), "abcdef");
      await().until(() -> pair.proxy().receivedBytes(UPSTREAM) == 6);
      pair.proxy().remove("first");
      assertThat(Pair.readAll(pair.server())).isEqualTo("abc");
    }
  }
}
