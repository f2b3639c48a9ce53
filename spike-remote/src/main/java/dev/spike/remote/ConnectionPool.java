package dev.spike.remote;

import io.netty.channel.Channel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * At most N connections to one endpoint, handed out in the order of asking.
 *
 * <p>A permit stands for one connection. It is taken before a connection is taken or opened, and
 * given back only once that connection is idle again or really closed, so the bound holds while
 * connections come and go. The idle connection used last is taken first: the others may grow old
 * and be closed by the server, which drops them here.
 */
final class ConnectionPool implements AutoCloseable {
  /** Enough to wake every thread that could wait. */
  private static final int EVERYONE = 1 << 24;

  private final Dialer dialer;
  private final String host;
  private final int most;
  private final Semaphore permits;
  private final Deque<Leased> idle = new ConcurrentLinkedDeque<>();
  private final LongAdder opened = new LongAdder();
  private volatile boolean closed;

  ConnectionPool(Dialer dialer, String host, int most) {
    this.dialer = dialer;
    this.host = host;
    this.most = most;
    this.permits = new Semaphore(most, true);
  }

  /** A connection and the channel whose end gives its permit back. */
  record Leased(HttpConnection connection, Channel channel) {}

  private record Opening(HttpConnection connection, Dialer.Dial dial) {
    Leased leased() {
      return new Leased(connection, dial.channel());
    }
  }

  /** Waits its turn, then takes an idle connection or opens one. */
  Leased acquire(Deadline deadline, String request) throws IOException, InterruptedException {
    permits(1, deadline, request);
    Leased leased = idleOne();
    return leased == null ? established(open(), deadline, request) : leased;
  }

  /** Closes a connection and opens another in its place, without queueing again. */
  Leased replace(Leased old, Deadline deadline, String request)
      throws IOException, InterruptedException {
    if (closed) {
      throw new IOException(request + ": the client is closed");
    }
    CompletableFuture<Void> gone = new CompletableFuture<>();
    old.channel().close().addListener(done -> gone.complete(null));
    try {
      deadline.await(gone, request, "connection not closed");
    } catch (IOException | InterruptedException e) {
      permits.release();
      throw e;
    }
    return established(open(), deadline, request);
  }

  /** Gives back a connection that is fit for another request. */
  void release(Leased leased) {
    if (closed || !leased.connection().alive()) {
      discard(leased);
      return;
    }
    idle.addFirst(leased);
    permits.release();
  }

  /** Gives back a connection that is not: its permit follows when it is closed. */
  void discard(Leased leased) {
    if (closed) {
      // The dialer closes every channel, and nobody needs a permit any more.
      return;
    }
    leased.channel().close().addListener(done -> permits.release());
  }

  /** Has at least {@code count} connections open and idle. */
  void prepare(int count, Deadline deadline, String request)
      throws IOException, InterruptedException {
    if (count < 0 || count > most) {
      throw new IllegalArgumentException(
          "cannot prepare " + count + " connections: at most maxConnections = " + most);
    }
    permits(count, deadline, request);
    List<Leased> held = new ArrayList<>();
    List<Opening> openings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Leased leased = idleOne();
      if (leased == null) {
        openings.add(open());
      } else {
        held.add(leased);
      }
    }
    try {
      establishAll(openings, held, deadline, request);
    } finally {
      held.forEach(this::release);
      openings.forEach(opening -> discard(opening.leased()));
    }
  }

  /** Moves openings to held one by one, so that those left over are known when one fails. */
  private void establishAll(
      List<Opening> openings, List<Leased> held, Deadline deadline, String request)
      throws IOException, InterruptedException {
    while (!openings.isEmpty()) {
      Opening next = openings.get(openings.size() - 1);
      deadline.await(next.dial().ready(), request, "no connection");
      held.add(counted(openings.remove(openings.size() - 1).leased()));
    }
  }

  private void permits(int count, Deadline deadline, String request)
      throws IOException, InterruptedException {
    if (!permits.tryAcquire(count, deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
      throw deadline.timedOut(
          request, "none of the " + most + " connections to " + host + " came free");
    }
    if (closed) {
      permits.release(count);
      throw new IOException(request + ": the client is closed");
    }
  }

  private @Nullable Leased idleOne() {
    for (Leased leased = idle.pollFirst(); leased != null; leased = idle.pollFirst()) {
      if (leased.connection().alive()) {
        return leased;
      }
    }
    return null;
  }

  private Opening open() {
    HttpConnection connection = new HttpConnection();
    return new Opening(connection, dialer.dial(connection::install));
  }

  private Leased established(Opening opening, Deadline deadline, String request)
      throws IOException, InterruptedException {
    Leased leased = opening.leased();
    try {
      deadline.await(opening.dial().ready(), request, "no connection");
    } catch (IOException | InterruptedException e) {
      discard(leased);
      throw e;
    }
    return counted(leased);
  }

  private Leased counted(Leased leased) {
    opened.increment();
    leased.channel().closeFuture().addListener(done -> idle.remove(leased));
    return leased;
  }

  long opened() {
    return opened.sum();
  }

  @Override
  public void close() {
    closed = true;
    dialer.close();
    permits.release(EVERYONE);
  }
}
