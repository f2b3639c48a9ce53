package dev.spike.junit;

import dev.spike.chaos.Injected;
import dev.spike.chaos.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A fault of a test.
 *
 * @param lease from its arming on
 * @param timeToLive after which it ends by itself
 * @param optional whether it may stay idle
 */
record ArmedFault(Lease lease, Duration timeToLive, boolean optional) {
  private static final int LISTED = 20;

  /** Reverts it, if that has not happened, and tells what it leaves behind. */
  Optional<String> revert() {
    try {
      lease.close();
      return lease.revertedBy().filter(by -> by == Lease.Cause.EXPIRED).map(by -> expired());
    } catch (IllegalStateException left) {
      return Optional.of(String.valueOf(left.getMessage()));
    }
  }

  private String expired() {
    return "The %s ended by itself after %s, before the test did: give it a longer time to live"
        .formatted(lease.injection(), timeToLive);
  }

  /** Why it did not act, where it should have; empty where chance or a condition may have it so. */
  Optional<String> idle() {
    boolean acted = lease.fired() > 0;
    boolean maybeNot =
        lease.considered() > 0
            && (lease.injection().isConditional() || lease.injection().probability() < 1);
    String remark = lease.remark();
    return acted || (remark.isEmpty() && (optional || maybeNot))
        ? Optional.empty()
        : Optional.of("The %s never acted: %s".formatted(lease.injection(), why(remark)));
  }

  private String why(String remark) {
    if (!remark.isEmpty()) {
      return remark;
    }
    return lease.considered() > 0
        ? "it does not fit what was called there"
        : "no call of this test came to its point; if those of other threads do, say @OnAllThreads";
  }

  List<String> journal() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "#   %s: looked at by %d calls, acted on %d, which lost %s"
            .formatted(
                lease.injection(), lease.considered(), lease.fired(), time(lease.injectedNanos())));
    List<Injected> all = lease.journal();
    all.subList(Math.max(0, all.size() - LISTED), all.size())
        .forEach(each -> lines.add(line(each)));
    return lines;
  }

  private static String line(Injected each) {
    String subject = each.subject().isEmpty() ? "" : " (" + each.subject() + ")";
    return "#     %s after arming: %s at %s%s, took %s"
        .formatted(
            time(each.atNanos()), each.kind(), each.point(), subject, time(each.tookNanos()));
  }

  private static String time(long nanos) {
    return String.format(Locale.ROOT, "%.3f ms", nanos / 1e6);
  }
}
