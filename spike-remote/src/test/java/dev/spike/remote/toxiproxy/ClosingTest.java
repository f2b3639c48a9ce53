package dev.spike.remote.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClosingTest {
  private static final int CLOSERS = 4;

  @Test
  void whoeverClosesFindsItClosed() throws Exception {
    ExecutorService closers = Executors.newFixedThreadPool(CLOSERS);
    try {
      for (int i = 0; i < 20; i++) {
        closesAtOnce(closers);
      }
    } finally {
      closers.shutdownNow();
    }
  }

  private static void closesAtOnce(ExecutorService closers) throws Exception {
    ToxiproxyServer server = ToxiproxyServer.start(ToxiproxyOptions.compatible().port(0));
    try (Wire wire = new Wire(server.address())) {
      String listen = served(wire);
      CyclicBarrier together = new CyclicBarrier(CLOSERS);
      List<Future<Boolean>> refused = new ArrayList<>();
      for (int i = 0; i < CLOSERS; i++) {
        refused.add(
            closers.submit(
                () -> {
                  together.await(1, TimeUnit.MINUTES);
                  server.close();
                  return Guest.isRefused(listen);
                }));
      }
      for (Future<Boolean> each : refused) {
        assertThat(each.get()).isTrue();
      }
      assertThat(wire.ended()).isTrue();
    }
  }

  private static String served(Wire wire) throws IOException {
    String body = "{\"name\":\"a\",\"listen\":\"localhost:0\",\"upstream\":\"u:1\"}";
    Wire.Reply created = wire.ask("POST", "/proxies", body);
    assertThat(created.status()).isEqualTo(201);
    return created.body().replaceFirst(".*\"listen\":\"([^\"]*)\".*", "$1");
  }

  @Test
  void whoComesWhileItClosesIsNotAdmitted() {
    Connections all = new Connections(Limits.standard());
    assertThat(all.admit(late(all))).isTrue();
    Connections closed = new Connections(Limits.standard());
    closed.closeAll();
    assertThat(closed.admit(late(closed))).isFalse();
  }

  private static Connection late(Connections all) {
    return new Connection(
        all, request -> CompletableFuture.completedFuture(Answer.empty(204)), Limits.standard());
  }
}
