package dev.spike.chaos.control;

import dev.spike.chaos.Arming;
import dev.spike.chaos.Injection;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What a request to arm asks for.
 *
 * @param startsAt when the fault begins, by {@link System#nanoTime()}; its time to live counts from
 *     then
 */
record Order(String fault, Injection injection, Arming arming, long startsAt) {
  private static final Set<String> NAMES =
      Set.of(
          "on",
          "fault",
          "absent",
          "ttl",
          "in",
          "at",
          "seed",
          "ordinal",
          "probability",
          "ramp",
          "every",
          "first",
          "perCall");

  private static final SecureRandom SEEDS = new SecureRandom();

  static Order of(Parameters given, ChaosServerOptions options) {
    Injection injection = injection(given);
    String remark = injection.remark();
    if (!remark.isEmpty() && !given.truth("absent")) {
      throw Refusal.badRequest(
          "Nothing was armed, as %s: correct it, or add absent=true if its class is not loaded yet"
              .formatted(remark));
    }
    long seed = given.has("seed") ? given.whole("seed") : SEEDS.nextLong();
    Arming arming = Arming.of(seed, timeToLive(given, options));
    return new Order(
        given.text("fault"),
        injection,
        given.has("ordinal") ? arming.withOrdinal(given.small("ordinal")) : arming,
        startsAt(given, options));
  }

  /** How long from now it begins, in nanoseconds; zero or less: now. */
  long startsInNanos() {
    return startsAt - System.nanoTime();
  }

  private static long startsAt(Parameters given, ChaosServerOptions options) {
    long now = System.nanoTime();
    if (given.has("at") && given.has("in")) {
      throw Refusal.badRequest("Both 'in' and 'at' were given, but say the same: leave one out");
    }
    long in =
        given.has("at")
            ? given.whole("at") - now
            : wait(given.time("in", Duration.ZERO), given).toNanos();
    if (in > options.maxTimeToLive().toNanos()) {
      throw Refusal.badRequest(
          "The fault was to start in %d s, but has to within %s: ask later"
              .formatted(TimeUnit.NANOSECONDS.toSeconds(in), options.maxTimeToLive()));
    }
    return now + in;
  }

  private static Duration wait(Duration in, Parameters given) {
    if (in.isNegative()) {
      throw Refusal.badRequest(
          "'in' was %s, but has to be zero or above: leave it out for now"
              .formatted(Refusal.shown(given.text("in"))));
    }
    return in;
  }

  private static Injection injection(Parameters given) {
    Injection injection = Recipes.made(given, NAMES).on(given.text("on"));
    if (given.has("probability")) {
      injection = injection.withProbability(given.number("probability"));
    }
    if (given.has("ramp")) {
      injection = injection.rampingOver(given.time("ramp"));
    }
    if (given.has("every")) {
      injection = injection.everyNth(given.small("every"));
    }
    if (given.has("first")) {
      injection = injection.first(given.whole("first"));
    }
    return given.has("perCall") ? injection.firstInEachCall(given.small("perCall")) : injection;
  }

  static Duration timeToLive(Parameters given, ChaosServerOptions options) {
    Duration most = options.maxTimeToLive();
    Duration usual = ChaosServerOptions.TIME_TO_LIVE;
    Duration ttl = given.time("ttl", usual.compareTo(most) < 0 ? usual : most);
    if (ttl.isNegative() || ttl.isZero() || ttl.compareTo(most) > 0) {
      throw Refusal.badRequest(
          "The ttl was %s, but has to be above zero and at most %s: renew the lease while it is needed"
              .formatted(Refusal.shown(given.text("ttl")), most));
    }
    return ttl;
  }
}
