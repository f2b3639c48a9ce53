package dev.spike.chaos.wrap;

import dev.spike.chaos.ChaosPoint;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Callables and suppliers with a point that each call hits. */
public final class ChaosCallable {
  private ChaosCallable() {}

  /**
   * Wraps a callable.
   *
   * @param name of the point, as in {@link ChaosPoint#of}
   */
  public static <T extends @Nullable Object> Callable<T> wrap(Callable<T> target, String name) {
    ChaosPoint point = ChaosPoint.of(name);
    return () -> point.isArmed() ? point.<T>around(null, target) : target.call();
  }

  /**
   * Wraps a supplier. A checked exception that a fault makes leaves it undeclared.
   *
   * @param name of the point, as in {@link ChaosPoint#of}
   */
  public static <T extends @Nullable Object> Supplier<T> supplier(Supplier<T> target, String name) {
    ChaosPoint point = ChaosPoint.of(name);
    return () -> point.isArmed() ? around(point, target) : target.get();
  }

  private static <T extends @Nullable Object> T around(ChaosPoint point, Supplier<T> target) {
    try {
      return point.<T>around(null, target::get);
    } catch (Exception thrown) {
      ChaosCallable.<RuntimeException>throwUndeclared(thrown);
      throw new AssertionError(thrown); // never reached
    }
  }

  /** The compiler takes X for a RuntimeException, the JVM does not check it. */
  @SuppressWarnings("unchecked")
  private static <X extends Throwable> void throwUndeclared(Throwable thrown) throws X {
    throw (X) thrown;
  }
}
