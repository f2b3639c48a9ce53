package dev.spike.chaos.control;

import dev.spike.chaos.Arming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Arms faults in another JVM of this machine, in which a {@link ChaosServer} runs.
 *
 * <pre>{@code
 * ChaosClient service = ChaosClient.at(uri, token);
 * try (RemoteLease lease =
 *     service.arm(Map.of("fault", "latency", "delay", "200ms", "on", "orders.db"), ofSeconds(10))) {
 *   ...
 * }
 * }</pre>
 *
 * <p>Thread-safe. Its one thread, which renews leases, is a daemon and lives while there are some.
 */
public final class ChaosClient {
  private static final Duration TO_CONNECT = Duration.ofSeconds(2);
  private static final Duration TO_ANSWER = Duration.ofSeconds(15);
  private static final long IDLE_SECONDS = 10;

  private final URI server;
  private final Token token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TO_CONNECT)
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();
  private final ScheduledThreadPoolExecutor renewals =
      new ScheduledThreadPoolExecutor(1, ChaosClient::daemon);

  private ChaosClient(URI server, Token token) {
    this.server = server;
    this.token = token;
    renewals.setRemoveOnCancelPolicy(true);
    renewals.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    renewals.allowCoreThreadTimeOut(true);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(null, work, "spike-chaos-renewals", 0, false);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * A client of that server; nothing is sent yet.
   *
   * @param server such as {@code http://localhost:8474}, on the loopback interface
   * @param token that the server wants to be shown
   * @throws IllegalArgumentException when the address is another one
   */
  public static ChaosClient at(URI server, String token) {
    if (!"http".equals(server.getScheme()) || server.getHost() == null || !isLoopback(server)) {
      throw new IllegalArgumentException(
          "The chaos server was %s, but must be at http://localhost:PORT: use an SSH tunnel to reach another machine"
              .formatted(server));
    }
    return new ChaosClient(server, new Token(token));
  }

  private static boolean isLoopback(URI server) {
    try {
      return InetAddress.getByName(server.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /**
   * The names of the points that exist there.
   *
   * @throws IllegalStateException when the server refuses, such as a wrong token, or is no chaos
   *     server
   * @throws UncheckedIOException when it is not to be reached
   */
  public List<String> points() {
    String points = get("/v1/points").getOrDefault("points", "");
    return points.isEmpty() ? List.of() : List.of(points.split(",", -1));
  }

  /** As {@link #arm(Map, Duration, Duration)}, for as long as it may be: a day. */
  public RemoteLease arm(Map<String, String> parameters, Duration timeToLive) {
    return arm(parameters, timeToLive, Arming.MAX_TIME_TO_LIVE);
  }

  /**
   * Arms a fault there, and keeps it armed until the lease is closed. If this JVM dies, it ends
   * when its time to live does.
   *
   * @param parameters as in {@code POST /v1/leases}, without {@code ttl}
   * @param timeToLive how long it goes on without this JVM; renewed each third of it
   * @param lifetime after which it is no longer renewed, so that it ends even if nobody closes it;
   *     above zero and at most {@link Arming#MAX_TIME_TO_LIVE}
   * @throws IllegalArgumentException when the server does not take the parameters, or the lifetime
   *     is out of its bounds
   * @throws IllegalStateException when it refuses for another reason, or is no chaos server
   * @throws UncheckedIOException when it is not to be reached
   */
  public RemoteLease arm(Map<String, String> parameters, Duration timeToLive, Duration lifetime) {
    check(parameters, lifetime);
    long sent = System.nanoTime();
    return armed(parameters, timeToLive, lifetime, () -> System.nanoTime() - sent);
  }

  /**
   * As {@link #arm(Map, Duration, Duration)}, but the fault begins there after a while, however
   * long the request takes: it says when by the server's own clock, which is looked at first.
   *
   * @param delay from now on, zero or above; time to live and lifetime count from its end
   */
  public RemoteLease armIn(
      Duration delay, Map<String, String> parameters, Duration timeToLive, Duration lifetime) {
    long due = System.nanoTime() + delay.toNanos();
    check(parameters, lifetime);
    RemoteClock clock = RemoteClock.read(() -> get("/v1/points"));
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.put("at", String.valueOf(clock.there(due)));
    return armed(all, timeToLive, lifetime.plus(delay), clock::withinNanos);
  }

  private RemoteLease armed(
      Map<String, String> parameters,
      Duration timeToLive,
      Duration lifetime,
      LongSupplier withinNanos) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.put("ttl", text(timeToLive));
    Map<String, String> told = post("/v1/leases", all);
    RemoteLease lease = new RemoteLease(this, timeToLive, told, withinNanos.getAsLong());
    lease.keepFor(lifetime);
    return lease;
  }

  private static void check(Map<String, String> parameters, Duration lifetime) {
    checkLifetime(lifetime);
    if (parameters.containsKey("ttl")) {
      throw new IllegalArgumentException(
          "The parameters had a ttl of %s, but the time to live is given by itself: leave it out"
              .formatted(parameters.get("ttl")));
    }
  }

  private static void checkLifetime(Duration lifetime) {
    if (lifetime.isNegative()
        || lifetime.isZero()
        || lifetime.compareTo(Arming.MAX_TIME_TO_LIVE) > 0) {
      throw new IllegalArgumentException(
          "The lifetime of a fault was %s, but must be above zero and at most %s: give how long it is renewed"
              .formatted(lifetime, Arming.MAX_TIME_TO_LIVE));
    }
  }

  private static String text(Duration time) {
    return time.toNanos() + "ns";
  }

  ScheduledThreadPoolExecutor renewals() {
    return renewals;
  }

  Map<String, String> get(String path) {
    return sent(request(path).GET(), "points");
  }

  Map<String, String> delete(String path) {
    return sent(request(path).DELETE(), "id");
  }

  Map<String, String> post(String path, Map<String, String> parameters) {
    return sent(request(path).POST(HttpRequest.BodyPublishers.ofString(Form.of(parameters))), "id");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(TO_ANSWER)
        .header("Authorization", token.header())
        .header("Content-Type", Form.MEDIA_TYPE)
        .header("Accept", Form.MEDIA_TYPE);
  }

  private Map<String, String> sent(HttpRequest.Builder request, String wanted) {
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      Map<String, String> told = told(answer);
      String error = told.get("error");
      if (answer.statusCode() == 400 && error != null) {
        throw new IllegalArgumentException(error);
      }
      if (answer.statusCode() >= 300 || error != null) {
        throw new IllegalStateException(
            "%s answered %d: %s".formatted(server, answer.statusCode(), error));
      }
      if (!told.containsKey(wanted)) {
        throw noChaosServer(answer);
      }
      return told;
    } catch (IOException e) {
      throw new UncheckedIOException("%s was not to be reached".formatted(server), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while %s answered".formatted(server), e);
    }
  }

  /** Nothing else answers in forms, even when it is asked for them. */
  private Map<String, String> told(HttpResponse<String> answer) {
    if (!answer.headers().firstValue("Content-Type").orElse("").equals(Form.MEDIA_TYPE)) {
      throw noChaosServer(answer);
    }
    try {
      return Form.parsed(answer.body());
    } catch (Refusal e) {
      throw noChaosServer(answer);
    }
  }

  private IllegalStateException noChaosServer(HttpResponse<String> answer) {
    return new IllegalStateException(
        "%s answered %d, but not as a chaos server does: give the address of one, as its uri() tells it"
            .formatted(server, answer.statusCode()));
  }
}
