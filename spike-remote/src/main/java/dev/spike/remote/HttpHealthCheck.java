package dev.spike.remote;

import dev.spike.Health;
import dev.spike.HealthCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Asks a URL by GET and takes a status of 200 to 299 for good; anything else is tried again.
 *
 * <pre>
 * wait before try k+1 = first wait * 2^(k-1), at most 5 s
 * </pre>
 *
 * <p>Every try opens a connection of its own, and the name is resolved anew, as a service that is
 * starting may get both late. The diagnosis is one line, such as {@code GET
 * http://127.0.0.1:8081/health: connection refused, 4 tries in 1.9 s}. Immutable and thread-safe.
 */
public final class HttpHealthCheck implements HealthCheck {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final URI url;
  private final HttpOptions options;
  private final int tries;
  private final Duration firstWait;
  private final Sleeper sleeper;
  private final LongSupplier nanos;

  /** Waits between tries. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  private HttpHealthCheck(
      URI url,
      HttpOptions options,
      int tries,
      Duration firstWait,
      Sleeper sleeper,
      LongSupplier nanos) {
    Bounds.positive("tries", tries);
    Bounds.positive("firstWait", firstWait);
    this.url = url;
    this.options = options.maxConnections(1);
    this.tries = tries;
    this.firstWait = firstWait;
    this.sleeper = sleeper;
    this.nanos = nanos;
  }

  /** Four tries of at most 2 s each, 200 ms before the second; loopback only. */
  public static HttpHealthCheck of(URI url) {
    return of(url, HttpOptions.defaults().timeout(Duration.ofSeconds(2)));
  }

  /**
   * With other options, of which the time-out is that of one try.
   *
   * @throws IllegalArgumentException if the URL is not http or https, or its host is not allowed; a
   *     host that does not resolve is left to the check itself
   */
  public static HttpHealthCheck of(URI url, HttpOptions options) {
    try {
      Endpoint.of(withoutQuery(url), "http", options.allowed());
    } catch (UncheckedIOException e) {
      // Not there yet: each try resolves, and is refused, anew.
    }
    return new HttpHealthCheck(
        url,
        options,
        4,
        Duration.ofMillis(200),
        time -> Thread.sleep(time.toMillis()),
        System::nanoTime);
  }

  /** The same with another number of tries. */
  public HttpHealthCheck tries(int most) {
    return new HttpHealthCheck(url, options, most, firstWait, sleeper, nanos);
  }

  /** The same with another wait before the second try. */
  public HttpHealthCheck firstWait(Duration wait) {
    return new HttpHealthCheck(url, options, tries, wait, sleeper, nanos);
  }

  HttpHealthCheck on(Sleeper otherSleeper, LongSupplier otherNanos) {
    return new HttpHealthCheck(url, options, tries, firstWait, otherSleeper, otherNanos);
  }

  @Override
  public Health check() {
    long start = nanos.getAsLong();
    Finding last = new Finding(false, "not tried");
    Duration wait = firstWait;
    int made = 0;
    try {
      while (!last.good() && made < tries) {
        if (made > 0) {
          sleeper.sleep(wait);
          wait = shorter(wait.multipliedBy(2), LONGEST_WAIT);
        }
        made++;
        last = once();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      last = new Finding(false, last.what() + ", then interrupted");
    }
    return new Health(last.good(), line(last.what(), made, nanos.getAsLong() - start));
  }

  private record Finding(boolean good, String what) {}

  private Finding once() throws InterruptedException {
    try (HttpTarget target = HttpTarget.of(root(), options)) {
      HttpAnswer answer = target.send("GET", path(), null);
      boolean good = answer.status() >= 200 && answer.status() < 300;
      String line = good ? "" : answer.firstLine();
      return new Finding(good, "answered " + answer.status() + (line.isEmpty() ? "" : ": " + line));
    } catch (IOException e) {
      return new Finding(false, found(e));
    } catch (UncheckedIOException | IllegalArgumentException e) {
      return new Finding(false, Failures.describe(e));
    }
  }

  /** Without the request that the exception's message starts with: the line has it already. */
  private String found(IOException e) {
    String message = String.valueOf(e.getMessage());
    String prefix = "GET " + shown() + ": ";
    return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
  }

  private String line(String what, int made, long spentNanos) {
    return String.format(
        Locale.ROOT,
        "GET %s: %s, %d %s in %s",
        shown(),
        what,
        made,
        made == 1 ? "try" : "tries",
        Failures.time(Duration.ofNanos(spentNanos)));
  }

  private String shown() {
    return root() + path();
  }

  private URI root() {
    return URI.create(url.getScheme() + "://" + url.getRawAuthority());
  }

  private String path() {
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  private static URI withoutQuery(URI url) {
    return url.getRawQuery() == null ? url : URI.create(url.toString().split("\\?", 2)[0]);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
