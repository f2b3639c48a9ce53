package dev.spike.remote.proxy;

import io.netty.util.NetUtil;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where a proxy's connections go. Names are looked up off the event loops, by at most one thread at
 * a time, and an answer serves for a second. Thread-safe.
 */
final class Upstream {
  private static final long FRESH_NANOS = 1_000_000_000;

  private final String text;
  private @Nullable CompletableFuture<InetSocketAddress> answer;
  private long askedAt;

  /**
   * @param text {@code host:port}; something else fails each lookup
   */
  Upstream(String text) {
    this.text = text;
  }

  synchronized CompletableFuture<InetSocketAddress> lookup() {
    long now = System.nanoTime();
    if (answer == null || (answer.isDone() && now - askedAt > FRESH_NANOS)) {
      askedAt = now;
      answer = ask();
    }
    return answer;
  }

  private CompletableFuture<InetSocketAddress> ask() {
    try {
      HostPort to = HostPort.connecting(text);
      return NetUtil.createByteArrayFromIpAddressString(to.host()) == null
          ? CompletableFuture.supplyAsync(() -> resolve(to), Upstream::onOwnThread)
          : CompletableFuture.completedFuture(resolve(to));
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static void onOwnThread(Runnable task) {
    Thread thread = new Thread(task, "spike-proxy-lookup");
    thread.setDaemon(true);
    thread.start();
  }

  private static InetSocketAddress resolve(HostPort to) {
    try {
      return to.resolve();
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
