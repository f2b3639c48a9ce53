package dev.spike.remote.proxy;

import static dev.spike.remote.proxy.Direction.DOWNSTREAM;
import static dev.spike.remote.proxy.Direction.UPSTREAM;
import static dev.spike.remote.proxy.Pair.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Times are held against lower bounds only: never early. */
class ToxicEffectTest {
  private Pair pair;

  @BeforeEach
  void open() throws Exception {
    pair = Pair.open();
  }

  @AfterEach
  void close() throws IOException {
    pair.close();
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  @Test
  void withoutToxicsBothDirectionsPass() throws IOException {
    Pair.send(pair.client(), "question");
    assertThat(Pair.read(pair.server(), 8)).isEqualTo("question");
    Pair.send(pair.server(), "answer");
    assertThat(Pair.read(pair.client(), 6)).isEqualTo("answer");
    assertThat(pair.proxy().receivedBytes(UPSTREAM)).isEqualTo(8);
    assertThat(pair.proxy().sentBytes(DOWNSTREAM)).isEqualTo(6);
    assertThat(pair.proxy().connections()).isEqualTo(1);
  }

  @Test
  void aNoopPasses() throws IOException {
    pair.proxy().add("n", UPSTREAM, 1, new Noop());
    Pair.send(pair.client(), "question");
    assertThat(Pair.read(pair.server(), 8)).isEqualTo("question");
  }

  @Test
  void latencyHoldsOneDirection() throws IOException {
    pair.proxy().add("slow", DOWNSTREAM, 1, new Latency(100, 0));
    long since = System.nanoTime();
    Pair.send(pair.client(), "q");
    assertThat(Pair.read(pair.server(), 1)).isEqualTo("q");
    Pair.send(pair.server(), "a");
    assertThat(Pair.read(pair.client(), 1)).isEqualTo("a");
    assertThat(millisSince(since)).isGreaterThanOrEqualTo(100);
  }

  @Test
  void latenciesAddUpAndKeepOrder() throws IOException {
    pair.proxy().add("one", UPSTREAM, 1, new Latency(60, 30));
    pair.proxy().add("two", UPSTREAM, 1, new Latency(60, 0));
    long since = System.nanoTime();
    for (char c = 'a'; c <= 'z'; c++) {
      Pair.send(pair.client(), String.valueOf(c));
    }
    assertThat(Pair.read(pair.server(), 26)).isEqualTo("abcdefghijklmnopqrstuvwxyz");
    assertThat(millisSince(since)).isGreaterThanOrEqualTo(90);
  }

  @Test
  void bandwidthIsNeverExceeded() throws IOException {
    pair.proxy().add("narrow", UPSTREAM, 1, new Bandwidth(50));
    long since = System.nanoTime();
    pair.client().getOutputStream().write(new byte[15_000]);
    assertThat(Pair.read(pair.server(), 5_000)).hasSize(5_000);
    assertThat(millisSince(since)).isGreaterThanOrEqualTo(100);
    assertThat(Pair.read(pair.server(), 10_000)).hasSize(10_000);
    assertThat(millisSince(since)).isGreaterThanOrEqualTo(300);
  }

  @Test
  void rateZeroStallsAndLosesNothing() throws IOException {
    pair.proxy().add("cut", UPSTREAM, 1, new Bandwidth(0));
    Pair.send(pair.client(), "held");
    await().until(() -> pair.proxy().receivedBytes(UPSTREAM) == 4);
    assertThat(pair.proxy().sentBytes(UPSTREAM)).isZero();
    pair.proxy().remove("cut");
    assertThat(Pair.read(pair.server(), 4)).isEqualTo("held");
  }

  @Test
  void slowCloseHoldsTheEndAlone() throws IOException {
    pair.proxy().add("slow", UPSTREAM, 1, new SlowClose(100));
    Pair.send(pair.client(), "last");
    assertThat(Pair.read(pair.server(), 4)).isEqualTo("last");
    long since = System.nanoTime();
    pair.client().close();
    assertThat(pair.server().getInputStream().read()).isEqualTo(-1);
    assertThat(millisSince(since)).isGreaterThanOrEqualTo(100);
  }

  @Test
  void slowCloseRemovedLetsTheEndPass() throws Exception {
    pair.proxy().add("slow", UPSTREAM, 1, new SlowClose(3_600_000));
    pair.client().shutdownOutput();
    pair.proxy().remove("slow");
    assertThat(pair.server().getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void timeoutDropsAndCloses() throws IOException {
    long since = System.nanoTime();
    pair.proxy().add("hole", UPSTREAM, 1, new Timeout(300));
    Pair.send(pair.client(), "lost");
    assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
    assertThat(millisSince(since)).isGreaterThanOrEqualTo(300);
    assertThat(Pair.readAll(pair.server())).isEmpty();
  }

  @Test
  void timeoutZeroDropsUntilItsRemovalCloses() throws IOException {
    pair.proxy().add("hole", UPSTREAM, 1, new Timeout(0));
    Pair.send(pair.client(), "lost");
    await().until(() -> pair.proxy().receivedBytes(UPSTREAM) == 4);
    Pair.send(pair.server(), "other way");
    assertThat(Pair.read(pair.client(), 9)).isEqualTo("other way");
    pair.proxy().remove("hole");
    assertThat(Pair.readAll(pair.server())).isEmpty();
    assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void resetIsAResetOnBothSides() throws IOException {
    pair.proxy().add("rst", UPSTREAM, 1, new ResetPeer(50));
    long since = System.nanoTime();
    Pair.send(pair.client(), "x");
    assertReset(pair.client());
    assertReset(pair.server());
    assertThat(millisSince(since)).isGreaterThanOrEqualTo(50);
  }

  @Test
  void resetWaitsForTheFirstChunkAndCanBeUndone() throws IOException {
    pair.proxy().add("rst", DOWNSTREAM, 1, new ResetPeer(0));
    Pair.send(pair.client(), "q");
    assertThat(Pair.read(pair.server(), 1)).isEqualTo("q");
    pair.proxy().remove("rst");
    Pair.send(pair.server(), "a");
    assertThat(Pair.read(pair.client(), 1)).isEqualTo("a");
    pair.client().close();
    assertThat(pair.server().getInputStream().read()).as("FIN, no RST").isEqualTo(-1);
  }

  @Test
  void anIncompleteResetIsNotWaitedFor() throws IOException {
    pair.proxy().add("rst", UPSTREAM, 1, new ResetPeer(3_600_000));
    Pair.send(pair.client(), "x");
    await().until(() -> pair.proxy().receivedBytes(UPSTREAM) == 1);
    pair.proxy().remove("rst");
    assertReset(pair.client());
  }

  private static void assertReset(Socket socket) {
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  @Test
  void slicesArePassedOneByOne() throws IOException {
    pair.proxy().add("slices", UPSTREAM, 1, new Slicer(10, 2, 20_000));
    long since = System.nanoTime();
    Pair.send(pair.client(), "x".repeat(100));
    assertThat(Pair.read(pair.server(), 100)).hasSize(100);
    assertThat(millisSince(since)).as("9 pieces or more").isGreaterThanOrEqualTo(160);
  }

  @Test
  void aLimitCutsTheLastChunkAndCloses() throws IOException {
    pair.proxy().add("limit", DOWNSTREAM, 1, new LimitData(10));
    Pair.send(pair.server(), "123456");
    assertThat(Pair.read(pair.client(), 6)).isEqualTo("123456");
    Pair.send(pair.server(), "789abc");
    assertThat(Pair.readAll(pair.client())).isEqualTo("789a");
  }

  @Test
  void aLimitGoesOnCountingWhenChanged() throws IOException {
    pair.proxy().add("limit", DOWNSTREAM, 1, new LimitData(10));
    Pair.send(pair.server(), "123456");
    assertThat(Pair.read(pair.client(), 6)).isEqualTo("123456");
    pair.proxy().update("limit", 1, new LimitData(8));
    Pair.send(pair.server(), "789abc");
    assertThat(Pair.readAll(pair.client())).isEqualTo("78");
  }

  @Test
  void corruptionFlipsOneBitOfAShareOfBytes() throws IOException {
    pair.proxy().add("noise", UPSTREAM, 1, new Corrupt(0.1));
    pair.client().getOutputStream().write(new byte[50_000]);
    int hit = 0;
    for (byte b : pair.server().getInputStream().readNBytes(50_000)) {
      hit += b == 0 ? 0 : 1;
      assertThat(Integer.bitCount(b & 0xFF)).isLessThanOrEqualTo(1);
    }
    // Binomial: 5,000 and six times 67.
    assertThat(hit).isBetween(4_600, 5_400);
  }

  @Test
  void aStallPausesTheStream() throws IOException {
    pair.proxy().add("stall", UPSTREAM, 1, new Stall(1, 80));
    long since = System.nanoTime();
    Pair.send(pair.client(), "x");
    assertThat(Pair.read(pair.server(), 1)).isEqualTo("x");
    assertThat(millisSince(since)).isGreaterThanOrEqualTo(80);
  }

  @Test
  void packetLossDropsChunks() throws IOException {
    pair.proxy().add("loss", UPSTREAM, 1, new PacketLoss(1, 0));
    Pair.send(pair.client(), "lost");
    await().until(() -> pair.proxy().receivedBytes(UPSTREAM) == 4);
    pair.proxy().update("loss", 1, new PacketLoss(0, 0));
    Pair.send(pair.client(), "kept");
    assertThat(Pair.read(pair.server(), 4)).isEqualTo("kept");
  }
}
