package dev.spike.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionPoolTest {
  private RawServer server;
  private Dialer dialer;
  private ConnectionPool pool;

  @BeforeEach
  void open() throws IOException {
    server = new RawServer((socket, number) -> socket.getInputStream().readAllBytes());
    Endpoint endpoint = Endpoint.of(server.uri("http"), "http", AllowedHosts.loopbackOnly());
    dialer = new Dialer(endpoint, Duration.ofMinutes(1), null);
    pool = new ConnectionPool(dialer, "here", 1);
  }

  @AfterEach
  void close() throws IOException {
    pool.close();
    server.close();
  }

  private ConnectionPool.Leased acquire() throws IOException, InterruptedException {
    return pool.acquire(Deadline.in(Duration.ofMinutes(1)), "test");
  }

  @Test
  void waitingIsBounded() throws Exception {
    acquire();
    assertThatThrownBy(() -> pool.acquire(Deadline.in(Duration.ofMillis(30)), "GET /"))
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessage("GET /: none of the 1 connections to here came free within 30 ms");
  }

  @Test
  void thoseWhoWaitAreServedInTheirOrder() throws Exception {
    ConnectionPool.Leased held = acquire();
    List<Integer> served = new CopyOnWriteArrayList<>();
    List<Thread> waiters = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      int number = i;
      Thread waiter = new Thread(() -> serve(number, served));
      waiters.add(waiter);
      waiter.start();
      Awaitility.await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
    }
    pool.release(held);
    for (Thread waiter : waiters) {
      waiter.join();
    }
    assertThat(served).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(pool.opened()).isEqualTo(1);
  }

  private void serve(int number, List<Integer> served) {
    try {
      ConnectionPool.Leased leased = acquire();
      served.add(number);
      pool.release(leased);
    } catch (IOException | InterruptedException e) {
      served.add(-1);
    }
  }

  @Test
  void aDiscardedConnectionMakesRoomForAnother() throws Exception {
    for (int i = 0; i < 5; i++) {
      pool.discard(acquire());
    }
    assertThat(pool.opened()).isEqualTo(5);
    Awaitility.await().until(() -> server.open() == 0);
  }

  @Test
  void aReplacedConnectionKeepsItsTurn() throws Exception {
    ConnectionPool.Leased first = acquire();
    ConnectionPool.Leased second = pool.replace(first, Deadline.in(Duration.ofMinutes(1)), "test");
    assertThat(first.channel().isOpen()).isFalse();
    assertThat(second.channel().isActive()).isTrue();
    assertThatThrownBy(() -> pool.acquire(Deadline.in(Duration.ofMillis(20)), "test"))
        .isInstanceOf(SocketTimeoutException.class);
  }
}
