package dev.spike.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
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

  private final String name;
  private final Object arming = new Object();

  /**
   * Never changed in place, never empty: null while nothing is armed. Written under {@link
   * #arming}.
   */
  @SuppressWarnings("VolatileArray")
  private volatile Armed @Nullable [] armed;

  ChaosPoint(String name) {
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
    return Points.JVM.of(name);
  }

  /** The names of all points that exist, in alphabetical order: those of classes loaded so far. */
  public static List<String> names() {
    return Points.JVM.names();
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
   * Lets the faults armed at this point act, all that are drawn, in the order in which they were
   * armed; returns at once when there are none.
   *
   * <p>Throws what an armed exception fault makes, exactly as it was made: <b>also a checked
   * exception, although none is declared</b>. Where the compiler must know of it, use {@link
   * #hit(Class)}. An exception leaves only when all faults have acted, so that a call can be slow
   * and then fail; further exceptions are suppressed ones of the first.
   */
  public void hit() {
    Armed[] now = armed;
    if (now != null) {
      act(now, null, null);
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

  /**
   * As {@link #hit()}, with what the call is about, for {@link Injection#matching} and the journal:
   * a key, a statement, a request.
   */
  public void hitWith(@Nullable Object subject) {
    Armed[] now = armed;
    if (now != null) {
      act(now, subject, null);
    }
  }

  /**
   * A hit that comes after the call and may change what it gave: {@code return
   * PRICE.result(price);}. All faults act here, after the call.
   *
   * @return the value itself when no fault changes it. A fault that was told to give another type
   *     shows as a {@link ClassCastException} at the caller
   */
  @SuppressWarnings({"unchecked", "NullAway"}) // a fault may give what is not expected
  public <T extends @Nullable Object> T result(T value) {
    Armed[] now = armed;
    return now == null ? value : (T) answered(now, value);
  }

  private @Nullable Object answered(Armed[] now, @Nullable Object value) {
    Interception interception = new Interception();
    act(now, value, interception);
    return interception.finish(interception.isAnswered() ? interception.answer() : value);
  }

  /**
   * A hit around a call: faults act before it, in its place, or on what it gives. For wrappers,
   * which test {@link #isArmed()} first, so that a disarmed call makes no lambda.
   *
   * @param subject as in {@link #hitWith}
   */
  @SuppressWarnings({"unchecked", "NullAway"}) // a fault may give what is not expected
  public <T extends @Nullable Object> T around(@Nullable Object subject, Callable<? extends T> call)
      throws Exception {
    Armed[] now = armed;
    if (now == null) {
      return call.call();
    }
    Interception interception = new Interception();
    act(now, subject, interception);
    Object value = interception.isAnswered() ? interception.answer() : call.call();
    return (T) interception.finish(value);
  }

  /** Whether any fault is armed here. One volatile read. */
  public boolean isArmed() {
    return armed != null;
  }

  /** Kept apart from {@link #hit()}, which must stay small enough to be inlined everywhere. */
  private void act(Armed[] now, @Nullable Object subject, @Nullable Interception interception) {
    ChaosCall.Scope call = ChaosCall.current();
    if (call == null || !call.isOperation()) {
      act(now, call, Draw.OUTSIDE, subject, interception);
      return;
    }
    Visits visits = call.visitsOf(this);
    if (visits.hit(now)) {
      act(now, call, visits.hits(), subject, interception);
    }
  }

  private static void act(
      Armed[] now,
      ChaosCall.@Nullable Scope call,
      int nth,
      @Nullable Object subject,
      @Nullable Interception interception) {
    Throwable thrown = null;
    for (Armed each : now) {
      try {
        each.consider(call, nth, subject, interception);
      } catch (Throwable made) {
        thrown = first(thrown, made);
      }
    }
    if (thrown != null) {
      ChaosPoint.<RuntimeException>throwUndeclared(thrown);
    }
  }

  static Throwable first(@Nullable Throwable earlier, Throwable made) {
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
  static <X extends Throwable> void throwUndeclared(Throwable thrown) throws X {
    throw (X) thrown;
  }

  void attach(Armed one) {
    synchronized (arming) {
      Armed[] now = armed;
      Armed[] next = now == null ? new Armed[1] : Arrays.copyOf(now, now.length + 1);
      next[next.length - 1] = one;
      armed = next;
    }
  }

  void detach(Lease lease) {
    synchronized (arming) {
      Armed[] now = armed;
      if (now != null) {
        Armed[] rest =
            Arrays.stream(now).filter(held -> held.lease() != lease).toArray(Armed[]::new);
        armed = rest.length == 0 ? null : rest;
      }
    }
  }

  boolean holds(Lease lease) {
    Armed[] now = armed;
    return now != null && Arrays.stream(now).anyMatch(held -> held.lease() == lease);
  }

  @Override
  public String toString() {
    return "ChaosPoint[" + name + "]";
  }
}
