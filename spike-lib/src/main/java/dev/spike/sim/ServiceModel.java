package dev.spike.sim;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A service and how its clients treat it: servers that work through one queue, first come first
 * served.
 *
 * <pre>{@code
 * ServiceModel.of(10, exponential(millis(8)))      // capacity 10 / 8 ms = 1,250/s
 *     .queue(200)                                  // what finds 200 waiting is rejected
 *     .retrying(3, seconds(1))                     // clients give up after 1 s and ask again
 *     .retryBudget(0.1)                            // one retry for ten operations
 *     .slowed(2, seconds(20), seconds(30))         // a fault
 * }</pre>
 *
 * Times of effects count from the start of the run. Effects of one kind that overlap add up.
 * Immutable: every method gives a new model.
 */
public final class ServiceModel {
  /** The most servers and places: there is a number kept for each. */
  static final int MOST = 10_000_000;

  final int servers;
  final ServiceTime time;
  final int queue;
  final Retries retries;
  final List<Effect> effects;

  private ServiceModel(
      int servers, ServiceTime time, int queue, Retries retries, List<Effect> effects) {
    this.servers = servers;
    this.time = time;
    this.queue = queue;
    this.retries = retries;
    this.effects = List.copyOf(effects);
  }

  /**
   * Servers with an unbounded queue and patient clients.
   *
   * @param servers how many requests are worked on at once; from 1 to ten million
   */
  public static ServiceModel of(int servers, ServiceTime time) {
    if (servers < 1 || servers > MOST) {
      throw new IllegalArgumentException(servers + " servers: give from 1 to " + MOST);
    }
    return new ServiceModel(servers, time, Integer.MAX_VALUE, Retries.NONE, List.of());
  }

  /** At most so many requests wait, zero to ten million; what comes then is rejected at once. */
  public ServiceModel queue(int limit) {
    if (limit < 0 || limit > MOST) {
      throw new IllegalArgumentException(
          "a queue of " + limit + ": give from 0 to " + MOST + ", or none, which has no bound");
    }
    return new ServiceModel(servers, time, limit, retries, effects);
  }

  /**
   * Clients that give an attempt up after a time and at once make another. What was given up is
   * worked on all the same, and its answer counts for nothing. Neither rejections nor failures are
   * retried.
   *
   * @param times how many more attempts an operation makes; zero or more
   * @param after how long each attempt is waited for; above zero
   */
  public ServiceModel retrying(int times, Duration after) {
    return with(new Retries(times, after.toNanos(), retries.pauseNanos(), retries.budget()));
  }

  /**
   * With a pause between giving an attempt up and making the next; after each further attempt it is
   * twice as long.
   */
  public ServiceModel backingOff(Duration pause) {
    return with(retries.backingOff(pause.toNanos()));
  }

  /**
   * With so many retries for each operation at most, over all clients together; of what is not
   * used, ten are kept for later. It is asked when a retry is due; one that may not be made ends
   * its operation, timed out.
   *
   * @param share zero or more; 0.1 lets one operation of ten try again
   */
  public ServiceModel retryBudget(double share) {
    return with(retries.within(share));
  }

  private ServiceModel with(Retries how) {
    return new ServiceModel(servers, time, queue, how, effects);
  }

  /**
   * All servers work slower over a stretch, also on what they have begun.
   *
   * @param factor by which service times grow; below 1 they shrink; {@code
   *     Double.POSITIVE_INFINITY}: the service freezes
   */
  public ServiceModel slowed(double factor, Duration from, Duration to) {
    return with(new Effect.Slowdown("slowdown", factor, from.toNanos(), to.toNanos()));
  }

  /** A share of the services that begin within a stretch first waits, and holds its server. */
  public ServiceModel delayed(Duration by, double share, Duration from, Duration to) {
    return with(new Effect.Delay("delay", by.toNanos(), share, from.toNanos(), to.toNanos()));
  }

  /** A share of the services that begin within a stretch ends with a failure. */
  public ServiceModel failing(double share, Duration from, Duration to) {
    return with(new Effect.Failure("failure", share, from.toNanos(), to.toNanos()));
  }

  /** With one more effect. */
  public ServiceModel with(Effect effect) {
    List<Effect> all = Stream.concat(effects.stream(), Stream.of(effect)).toList();
    return new ServiceModel(servers, time, queue, retries, all);
  }

  <E extends Effect> List<E> effects(Class<E> kind) {
    return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** What it is, in one line. */
  public String description() {
    return Stream.of(
            Stream.of(servers + (servers == 1 ? " server" : " servers"), time.description()),
            Stream.of("queue of " + queue).filter(text -> queue < Integer.MAX_VALUE),
            Stream.of(retries.description()).filter(text -> retries.giveUp()),
            effects.stream().map(Effect::name))
        .flatMap(parts -> parts)
        .collect(Collectors.joining(", "));
  }
}
