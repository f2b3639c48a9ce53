package dev.spike.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Makes a point slow or failing while a test method runs, or each of a class.
 *
 * <pre>{@code
 * @Test
 * @WithFault(point = "orders.db", latency = "200ms")
 * void ordersInTime() { ... }
 * }</pre>
 *
 * <p>It acts on the test's own calls: those of the thread that runs the method, and of tasks that
 * it hands to wrapped executors. So such tests run in parallel. With {@link OnAllThreads} it acts
 * on all calls, and the test runs alone. Methods with {@code @BeforeEach} and {@code @AfterEach}
 * are not disturbed.
 *
 * <p>The fault is reverted when the method ends, throws or times out. A test fails when its fault
 * never acted, ended too early, or left something behind; what it did is printed when the test
 * fails. Other faults than these are armed by a {@link Chaos} that the method takes, and so are
 * those of dynamic tests: a {@code @TestFactory} with this annotation, or in a class with it,
 * fails.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(WithFault.All.class)
@ExtendWith(ChaosExtension.class)
public @interface WithFault {
  /** The name of the point, or a pattern of names in which {@code *} stands for any characters. */
  String point();

  /** How much longer a call takes, such as {@code 200ms} or {@code 2s}. */
  String latency() default "";

  /**
   * What a call fails with: a class that can be made of a message or of nothing. With a latency, it
   * is slow and then fails.
   */
  Class<? extends Throwable> exception() default None.class;

  /** Whether a call hangs until the fault is reverted or its thread interrupted. */
  boolean hang() default false;

  /** The share of calls it acts on, above 0 and at most 1, decided by {@code spike.seed}. */
  double probability() default 1;

  /** At most so many calls are hit, 1 or more. */
  long first() default Long.MAX_VALUE;

  /** After which it ends by itself, above zero, such as {@code 5min}. */
  String timeToLive() default "1min";

  /** Whether the test may pass without the fault having acted. */
  boolean optional() default false;

  /** No exception. */
  final class None extends Throwable {
    private static final long serialVersionUID = 1;

    private None() {}
  }

  /** Several at once. */
  @Documented
  @Inherited
  @Target({ElementType.TYPE, ElementType.METHOD})
  @Retention(RetentionPolicy.RUNTIME)
  @ExtendWith(ChaosExtension.class)
  @interface All {
    /** Those that there are. */
    WithFault[] value();
  }
}
