package dev.spike.chaos;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A named place in production code at which faults can act.
 *
 * <pre>{@code
 * private static final ChaosPoint DB = ChaosPoint.of("orders.db");
 * ...
 * DB.hit();
 * }</pre>
 *
 * <p>While nothing is armed, {@link #hit()} is one volatile read of a field of this object. Keep
 * the point in a {@code static final} field: looking it up by name is for set-up only.
 *
 * <p>Thread-safe. There is one point per name in the JVM (per class loader of this library), kept
 * for good.
 */
public final class ChaosPoint {
  /**
   * The most points there can be: a name made per request or per user would otherwise fill the
   * heap.
   */
  public static final int MAX_POINTS = 10_000;

  private static final int MAX_NAME_LENGTH = 120;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
  private static final ConcurrentMap<String, ChaosPoint> POINTS = new ConcurrentHashMap<>();

  private final String name;
  private final Object arming = new Object();

  /**
   * Never changed in place, never empty: null while nothing is armed. Written under {@link
   * #arming}.
   */
  @SuppressWarnings("VolatileArray")
  private volatile Lease @Nullable [] leases;

  private ChaosPoint(String name) {
    this.name = name;
  }

  /**
   * The point of that name, created when it does not exist yet.
   *
   * @param name parts of letters, digits, {@code _} and {@code -}, separated by single dots; at
   *     most 120 characters
   * @throws IllegalArgumentException when the name breaks that rule
   * @throws IllegalStateException when there would be more than {@link #MAX_POINTS} points
   */
  public static ChaosPoint of(String name) {
    return in(POINTS, name);
  }

  static ChaosPoint in(ConcurrentMap<String, ChaosPoint> points, String name) {
    ChaosPoint known = points.get(name);
    if (known != null) {
      return known;
    }
    checkedName(name);
    if (points.size() >= MAX_POINTS) {
      throw new IllegalStateException(
          "Point '%s' would be one more than the %d there can be: name places in the code, not requests or users"
              .formatted(name, MAX_POINTS));
    }
    return points.computeIfAbsent(name, ChaosPoint::new);
  }

  static String checkedName(String name) {
    if (name.length() > MAX_NAME_LENGTH || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "The name of a point was '%.130s', but must be at most %d letters, digits, '_' and '-' with single dots between parts: write for example orders.db"
              .formatted(name, MAX_NAME_LENGTH));
    }
    return name;
  }

  /** The name given to {@link #of}. */
  public String name() {
    return name;
  }

  /**
   * Lets the faults armed at this point act, all of them, in the order in which they were armed;
   * returns at once when there are none.
   *
   * <p>Throws what an armed exception fault makes, exactly as it was made: <b>also a checked
   * exception, although none is declared</b>. Where the compiler must know of it, use {@link
   * #hit(Class)}. An exception leaves only when all faults have acted, so that a call can be slow
   * and then fail; further exceptions are suppressed ones of the first.
   */
  public void hit() {
    Lease[] armed = leases;
    if (armed != null) {
      act(armed);
    }
  }

  /**
   * As {@link #hit()}, and tells the compiler of a checked exception, so that the caller's {@code
   * catch} compiles: {@code DB.hit(SQLException.class)}. The class serves the compiler alone; a
   * fault that makes another exception is not converted.
   *
   * @param declared the checked exception that the armed faults are expected to make
   * @throws X when an armed exception fault makes one
   */
  public <X extends Throwable> void hit(Class<X> declared) throws X {
    hit();
  }

  /** Kept apart from {@link #hit()}, which must stay small enough to be inlined everywhere. */
  private void act(Lease[] armed) {
    ChaosCall.Scope call = ChaosCall.current();
    int nth = call == null ? Draw.OUTSIDE : call.nextHit(this);
    Throwable thrown = null;
    for (Lease lease : armed) {
      try {
        lease.consider(call == null ? lease.nextOutside() : call.arrivalIndex(), nth);
      } catch (Throwable made) {
        thrown = first(thrown, made);
      }
    }
    if (thrown != null) {
      ChaosPoint.<RuntimeException>throwUndeclared(thrown);
    }
  }

  private static Throwable first(@Nullable Throwable earlier, Throwable made) {
    if (earlier == null) {
      return made;
    }
    if (earlier != made) {
      earlier.addSuppressed(made);
    }
    return earlier;
  }

  /** The compiler takes X for a RuntimeException, the JVM does not check it. */
  @SuppressWarnings("unchecked")
  private static <X extends Throwable> void throwUndeclared(Throwable thrown) throws X {
    throw (X) thrown;
  }

  void attach(Lease lease) {
    synchronized (arming) {
      Lease[] now = leases;
      Lease[] next = now == null ? new Lease[1] : Arrays.copyOf(now, now.length + 1);
      next[next.length - 1] = lease;
      leases = next;
    }
  }

  void detach(Lease lease) {
    synchronized (arming) {
      Lease[] now = leases;
      if (now != null) {
        Lease[] rest = Arrays.stream(now).filter(held -> held != lease).toArray(Lease[]::new);
        leases = rest.length == 0 ? null : rest;
      }
    }
  }

  boolean holds(Lease lease) {
    Lease[] now = leases;
    return now != null && Arrays.asList(now).contains(lease);
  }

  boolean isArmed() {
    return leases != null;
  }

  @Override
  public String toString() {
    return "ChaosPoint[" + name + "]";
  }
}
