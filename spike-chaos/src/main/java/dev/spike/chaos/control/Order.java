package dev.spike.chaos.control;

import dev.spike.chaos.Arming;
import dev.spike.chaos.Injection;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;

/**
 * What a request to arm asks for.
 *
 * @param startsIn how long after the request the fault begins; its time to live counts from then
 */
record Order(String fault, Injection injection, Arming arming, Duration startsIn) {
  private static final Set<String> NAMES =
      Set.of(
          "on",
          "fault",
          "absent",
          "ttl",
          "in",
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
        startsIn(given, options));
  }

  private static Duration startsIn(Parameters given, ChaosServerOptions options) {
    Duration in = given.time("in", Duration.ZERO);
    if (in.isNegative() || in.compareTo(options.maxTimeToLive()) > 0) {
      throw Refusal.badRequest(
          "'in' was %s, but has to be zero or above and at most %s: ask later"
              .formatted(Refusal.shown(given.text("in")), options.maxTimeToLive()));
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
