package dev.spike.chaos.control;

import dev.spike.chaos.Lease;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A lease under its name, as clients see it. */
record ArmedLease(String id, Order order, Lease lease) {
  private static final long NANOS_PER_MILLI = 1_000_000;

  Map<String, Object> told() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("id", id);
    told.put("fault", order.fault());
    told.put("on", order.injection().point());
    told.put("state", state());
    told.put("remainingMillis", lease.remaining().toNanos() / NANOS_PER_MILLI);
    told.put("seed", order.arming().seed());
    told.put("considered", lease.considered());
    told.put("fired", lease.fired());
    told.put("injectedNanos", lease.injectedNanos());
    told.put("maxInjectedNanos", lease.maxInjectedNanos());
    told.put("remark", lease.remark());
    return told;
  }

  private String state() {
    return lease.revertedBy().map(by -> by.name().toLowerCase(Locale.ROOT)).orElse("armed");
  }
}
