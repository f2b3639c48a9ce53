package dev.spike.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A fault placed: what, where, when and how much. Immutable; the same injection can be armed any
 * number of times, also at the same time.
 *
 * <pre>{@code
 * exception(TimeoutException::new).on("orders.*").withProbability(0.3).when(() -> pool.isBusy())
 * }</pre>
 *
 * <p>What restricts it adds up: a hit is acted on if every restriction lets it.
 */
public final class Injection {
  private final Fault fault;
  private final Where where;
  private final Dose dose;
  private final Condition condition;

  private Injection(Fault fault, Where where, Dose dose, Condition condition) {
    this.fault = fault;
    this.where = where;
    this.dose = dose;
    this.condition = condition;
    if (fault instanceof StandingFault
        && !(dose.equals(Dose.ALL) && condition.equals(Condition.ALWAYS))) {
      throw new IllegalArgumentException(
          "The %s fault on %s was restricted to some hits, but acts on the whole from its arming to its revert: arm and close it at the right times instead"
              .formatted(fault.kind(), where.pattern()));
    }
  }

  static Injection of(Fault fault, String where) {
    return new Injection(fault, Where.of(where), Dose.ALL, Condition.ALWAYS);
  }

  /** What happens. */
  public Fault fault() {
    return fault;
  }

  /** The name of the point, or the pattern of names. */
  public String point() {
    return where.pattern();
  }

  /** The share of hits it acts on, unless restricted further. */
  public double probability() {
    return dose.probability();
  }

  /** Whether it is restricted by more than its probability. */
  public boolean isConditional() {
    return !condition.equals(Condition.ALWAYS)
        || !dose.equals(Dose.ALL.withProbability(dose.probability()));
  }

  /** Only that share of hits, above 0 and at most 1, chosen by seed, operation and hit. */
  public Injection withProbability(double share) {
    return with(dose.withProbability(share));
  }

  /**
   * A share that grows evenly from 0 to the probability, over that time from the arming on. A hit
   * acted on early would be acted on later too.
   */
  public Injection rampingOver(Duration time) {
    return with(dose.withRamp(time));
  }

  /**
   * At most so many hits in all, 1 or more. The number is exact; which ones they are depends, as
   * only here, on which thread comes first.
   */
  public Injection first(long hits) {
    return with(dose.withFirst(hits));
  }

  /** Only the operations whose arrival index, counted from 1, is a multiple of n. */
  public Injection everyNth(int n) {
    return with(dose.withEvery(n));
  }

  /**
   * Only so many first hits of a point within each operation, 1 or more: with 2, the third attempt
   * goes through. A hit outside any operation counts as a first one.
   */
  public Injection firstInEachCall(int hits) {
    return with(dose.withPerCall(hits));
  }

  /**
   * Only while that is true.
   *
   * @param condition asked at the hit, by the calling thread: must be thread-safe and quick. One
   *     that throws counts as false, and the lease's check reports it
   */
  public Injection when(BooleanSupplier condition) {
    Objects.requireNonNull(condition, "The condition of a fault was null: give one, or leave it");
    return new Injection(fault, where, dose, this.condition.and(condition));
  }

  /**
   * Only hits about something that fulfils this.
   *
   * @param predicate asked about what was given to {@link ChaosPoint#hitWith}, or what a wrapper
   *     gives, such as a cache's key; null where nothing was given. The same rules as for {@link
   *     #when}
   */
  public Injection matching(Predicate<@Nullable Object> predicate) {
    Objects.requireNonNull(predicate, "The predicate of a fault was null: give one, or leave it");
    return new Injection(fault, where, dose, condition.and(predicate));
  }

  private Injection with(Dose other) {
    return new Injection(fault, where, other, condition);
  }

  /**
   * Arms the fault: from now on the points' hits consider it, until the lease is closed, its time
   * to live ends or the JVM exits.
   *
   * @throws IllegalStateException when the JVM is exiting, when more faults would be armed at once
   *     than allowed (1,000), or when the fault cannot begin
   */
  public Lease arm(Arming arming) {
    return arm(arming, Watchdog.JVM);
  }

  Lease arm(Arming arming, Watchdog watchdog) {
    return Lease.arm(this, arming, watchdog);
  }

  /**
   * What somebody should know who wonders why the fault does not act: that no point has its name so
   * far, and which names are near. Empty otherwise.
   */
  public String remark() {
    if (fault instanceof StandingFault || Points.JVM.anyMatch(where)) {
      return "";
    }
    List<String> near = Points.JVM.nearest(point());
    return "no point is named %s%s"
        .formatted(
            point(), near.isEmpty() ? "" : ": perhaps " + String.join(" or ", near) + " was meant");
  }

  Where where() {
    return where;
  }

  Dose dose() {
    return dose;
  }

  Condition condition() {
    return condition;
  }

  /** Injections with the same conditions, not merely equivalent ones, can be equal. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Injection that
        && fault.equals(that.fault)
        && point().equals(that.point())
        && dose.equals(that.dose)
        && condition.equals(that.condition);
  }

  @Override
  public int hashCode() {
    return Objects.hash(fault, point(), dose, condition);
  }

  @Override
  public String toString() {
    return fault.kind()
        + " fault on "
        + point()
        + (probability() < 1 ? " (probability " + probability() + ")" : "");
  }
}
