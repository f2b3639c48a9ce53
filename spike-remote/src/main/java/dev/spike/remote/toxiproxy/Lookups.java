package dev.spike.remote.toxiproxy;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds the addresses that listen texts mean. Asking for a name can take as long as the system's
 * resolver likes, so it is done on a few threads of its own that nothing else waits for.
 */
final class Lookups implements AutoCloseable {
  private static final int THREADS = 4;
  private static final int QUEUE = 1_000;

  private final boolean loopbackOnly;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          5,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          new DefaultThreadFactory("toxiproxy-lookup", true));

  /**
   * @param loopbackOnly whether no host is loopback, and any other address is refused
   */
  Lookups(boolean loopbackOnly) {
    this.loopbackOnly = loopbackOnly;
    threads.allowCoreThreadTimeOut(true);
  }

  /** What a listen text means, or why it means nothing. */
  record Found(
      @Nullable Listen listen, @Nullable InetSocketAddress address, @Nullable ApiError error) {
    static Found nothing(ApiError error) {
      return new Found(null, null, error);
    }

    InetSocketAddress orThrow() {
      if (address == null) {
        throw error == null ? new ApiError(500, "no address") : error;
      }
      return address;
    }

    /** As Go prints an address before it is bound; the errors of a listener start with it. */
    String text() {
      InetSocketAddress found = orThrow();
      return listen == null ? "" : listen.resolved(found);
    }

    /** As the data path reads it, without a host for all interfaces; errors are a listener's. */
    String listenText() {
      if (error != null && error.status() == 500) {
        throw new ApiError(500, "listen tcp: " + error.text());
      }
      InetSocketAddress found = orThrow();
      return found.getAddress().isAnyLocalAddress() ? ":" + found.getPort() : Listen.bound(found);
    }
  }

  /** All of them; done at once when none is a name. */
  CompletionStage<Map<String, Found>> all(Collection<String> texts) {
    Map<String, CompletableFuture<Found>> running = new HashMap<>();
    texts.forEach(text -> running.computeIfAbsent(text, this::one));
    return CompletableFuture.allOf(running.values().toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              Map<String, Found> found = new HashMap<>();
              running.forEach((text, one) -> found.put(text, one.join()));
              return found;
            });
  }

  private CompletableFuture<Found> one(String text) {
    try {
      return of(Listen.parse(text));
    } catch (ApiError e) {
      return CompletableFuture.completedFuture(Found.nothing(e));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(
          Found.nothing(new ApiError(500, "lookup " + text + ": too many names at a time")));
    }
  }

  CompletableFuture<Found> of(Listen listen) {
    InetSocketAddress literal = listen.literal();
    return literal == null
        ? CompletableFuture.supplyAsync(() -> lookUp(listen), threads)
        : CompletableFuture.completedFuture(allowed(listen, literal));
  }

  private Found lookUp(Listen listen) {
    try {
      InetAddress[] all = InetAddress.getAllByName(listen.host());
      InetAddress first =
          Arrays.stream(all).filter(Inet4Address.class::isInstance).findFirst().orElse(all[0]);
      return allowed(listen, new InetSocketAddress(first, listen.port()));
    } catch (UnknownHostException e) {
      return Found.nothing(new ApiError(500, "lookup " + listen.host() + ": no such host"));
    }
  }

  private Found allowed(Listen listen, InetSocketAddress address) {
    if (!loopbackOnly || address.getAddress().isLoopbackAddress()) {
      return new Found(listen, address, null);
    }
    if (listen.host().isEmpty()) {
      Listen loopback = new Listen("127.0.0.1", listen.port());
      return new Found(loopback, loopback.literal(), null);
    }
    return Found.nothing(
        new ApiError(
            403, "listen " + listen.resolved(address) + " is not loopback: use 127.0.0.1"));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
