package dev.spike.remote.proxy;

import static dev.spike.remote.proxy.Direction.DOWNSTREAM;
import static dev.spike.remote.proxy.Direction.UPSTREAM;
import static dev.spike.remote.proxy.Pair.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What many connections take, and that they leave nothing behind. */
class ManyConnectionsTest {
  private static final int IDLE = 2_000;
  private static final int ABRUPT = 10_000;
  private static final int MOST_THREADS = 8;
  private static final long MEGABYTE = 1 << 20;

  private static UnixOperatingSystemMXBean system() {
    return (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  }

  private static long files() {
    return system().getOpenFileDescriptorCount();
  }

  /** Both ends of a connection are this process's own, twice. */
  private static int permitted(int wanted) {
    long left = system().getMaxFileDescriptorCount() - files() - 100;
    return (int) Math.min(wanted, left / 4);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("spike-proxy"))
        .count();
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void idleConnectionsTakeLittle() throws Exception {
    int wanted = permitted(IDLE);
    List<Socket> sockets = new ArrayList<>();
    try (TestServer server = TestServer.accepting();
        ChaosProxy proxy = ChaosProxy.to(server.address()).start()) {
      proxy.add("slow", DOWNSTREAM, 1, new Latency(1, 0));
      long before = heap();
      for (int i = 0; i < wanted; i++) {
        sockets.add(Pair.connect(proxy));
        sockets.add(server.next());
      }
      assertThat(proxy.connections()).isEqualTo(wanted);
      assertThat(threads()).isLessThanOrEqualTo(MOST_THREADS);
      assertThat(heap() - before).isLessThan(64 * MEGABYTE);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void abruptClosesLeaveNothingBehind() throws Exception {
    long files = files();
    // None, unless somebody else has a proxy.
    long mostThreads = threads() == 0 ? 0 : MOST_THREADS;
    try (TestServer server = TestServer.abrupt();
        ChaosProxy proxy = ChaosProxy.to(server.address()).start()) {
      proxy.add("slow", DOWNSTREAM, 0.5, new Latency(1, 0));
      for (int i = 0; i < ABRUPT; i++) {
        closeAbruptly(proxy, i);
      }
      await().until(() -> proxy.accepted() == ABRUPT);
      // Its own end of those whose clients only said that they send no more.
      server.close();
      await().until(() -> proxy.connections() == 0);
      assertThat(threads()).isLessThanOrEqualTo(MOST_THREADS);
    }
    // Selectors and the like may take some.
    await().untilAsserted(() -> assertThat(files()).isLessThanOrEqualTo(files + 20));
    await().untilAsserted(() -> assertThat(threads()).isLessThanOrEqualTo(mostThreads));
  }

  private static void closeAbruptly(ChaosProxy proxy, int i) throws IOException {
    try (Socket client = Pair.connect(proxy)) {
      if (i % 2 == 0) {
        Pair.send(client, "x");
      }
      if (i % 3 != 0) {
        client.setSoLinger(true, 0);
      }
    } catch (SocketException e) {
      // The server was quicker.
    }
  }

  @Test
  void noBufferIsLeaked() throws Exception {
    Queue<String> leaks = new ConcurrentLinkedQueue<>();
    ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    ByteBufUtil.setLeakListener((type, records) -> leaks.add(type));
    try {
      holdAndClose();
      await().during(Duration.ofMillis(300)).until(() -> found(leaks).isEmpty());
      forget();
      await().until(() -> !found(leaks).isEmpty());
    } finally {
      ByteBufUtil.setLeakListener(null);
      ResourceLeakDetector.setLevel(level);
    }
  }

  /** Each toxic that can hold bytes does when the connection is reset. */
  private static void holdAndClose() throws Exception {
    List<Toxic> toxics =
        List.of(
            new Latency(3_600_000, 0),
            new Bandwidth(1),
            new Slicer(10, 0, 1_000_000),
            new Stall(1, 3_600_000),
            new Timeout(0),
            new LimitData(1_000),
            new PacketLoss(0.5, 0),
            new ResetPeer(3_600_000));
    for (Toxic toxic : toxics) {
      try (Pair pair = Pair.open()) {
        pair.proxy().add("behind", UPSTREAM, 1, toxic);
        Pair.send(pair.client(), "x".repeat(5_000));
        await().until(() -> pair.proxy().receivedBytes(UPSTREAM) > 0);
        pair.proxy().cutConnections();
        await().until(() -> pair.proxy().connections() == 0);
      }
    }
  }

  private static void forget() {
    ByteBuf lost = ByteBufAllocator.DEFAULT.directBuffer(100);
    assertThat(lost.refCnt()).isEqualTo(1);
  }

  /** Leaks are told when another buffer is made after a collection. */
  private static Queue<String> found(Queue<String> leaks) {
    System.gc();
    for (int i = 0; i < 10; i++) {
      ByteBufAllocator.DEFAULT.directBuffer(100).release();
    }
    return leaks;
  }
}
