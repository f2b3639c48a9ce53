package dev.spike.target;

import dev.spike.measure.Fact;
import dev.spike.measure.Unit;
import dev.spike.target.BreakerCall.Kind;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.List;

/** Plain counts of what a breaker was asked and answered. */
final class BreakerCounts {
  private static final double SHARE = 0.95;

  private BreakerCounts() {}

  static List<Fact> facts(List<BreakerCall> calls, List<Stay> stays) {
    long late =
        stays.stream()
            .filter(stay -> stay.is(State.OPEN))
            .mapToLong(
                stay ->
                    calls.stream().filter(c -> c.is(Kind.ANSWERED) && stay.surelyHolds(c)).count())
            .sum();
    return List.of(
        Fact.count("breaker.openings", stays.stream().filter(stay -> stay.is(State.OPEN)).count()),
        Fact.count("breaker.permitted", count(calls, Kind.PERMITTED)),
        Fact.count("breaker.rejected", count(calls, Kind.REJECTED)),
        Fact.count("breaker.ignored", count(calls, Kind.RELEASED), "permits given back"),
        Fact.count("breaker.late-answers", late, "to calls permitted before it opened"),
        rejectionTime(calls));
  }

  private static long count(List<BreakerCall> calls, Kind kind) {
    return calls.stream().filter(call -> call.is(kind)).count();
  }

  private static Fact rejectionTime(List<BreakerCall> calls) {
    long[] times =
        calls.stream()
            .filter(call -> call.is(Kind.REJECTED))
            .mapToLong(call -> call.end - call.begin)
            .sorted()
            .toArray();
    double p95 = times.length == 0 ? Double.NaN : times[(int) Math.ceil(SHARE * times.length) - 1];
    String detail = times.length == 0 ? "no call was refused" : "of " + times.length + " refusals";
    return new Fact("breaker.rejected.p95", p95, Unit.NANOS, detail);
  }
}
