package dev.spike.junit.cases;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spike.chaos.ChaosPoint;
import dev.spike.junit.WithFault;
import java.sql.SQLException;
import java.util.ConcurrentModificationException;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Ten tests that disturb one point, each in its own way, and see nothing of each other. Tests in an
 * order run one after the other unless they say otherwise.
 */
@Execution(ExecutionMode.CONCURRENT)
public class TenFaults {
  private static final ChaosPoint POINT = ChaosPoint.of("ten.db");
  private static final long PATIENCE_MILLIS = 60_000;

  @BeforeEach
  void comesIn() throws InterruptedException {
    Crowd.enter(PATIENCE_MILLIS);
  }

  @AfterEach
  void isUndisturbedAgain() {
    Crowd.leave();
    POINT.hit();
  }

  private static void failsBy(Class<?> type) {
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(POINT::hit).isExactlyInstanceOf(type);
    }
  }

  @Test
  @WithFault(point = "ten.db", exception = SQLException.class)
  void one() {
    failsBy(SQLException.class);
  }

  @Test
  @WithFault(point = "ten.db", exception = TimeoutException.class)
  void two() {
    failsBy(TimeoutException.class);
  }

  @Test
  @WithFault(point = "ten.db", exception = IllegalStateException.class)
  void three() {
    failsBy(IllegalStateException.class);
  }

  @Test
  @WithFault(point = "ten.db", exception = IllegalArgumentException.class)
  void four() {
    failsBy(IllegalArgumentException.class);
  }

  @Test
  @WithFault(point = "ten.db", exception = ArithmeticException.class)
  void five() {
    failsBy(ArithmeticException.class);
  }

  @Test
  @WithFault(point = "ten.db", exception = ConcurrentModificationException.class)
  void six() {
    failsBy(ConcurrentModificationException.class);
  }

  @Test
  @WithFault(point = "ten.db", exception = NoSuchElementException.class)
  void seven() {
    failsBy(NoSuchElementException.class);
  }

  @Test
  @WithFault(point = "ten.db", exception = UnsupportedOperationException.class)
  void eight() {
    failsBy(UnsupportedOperationException.class);
  }

  @Test
  @WithFault(point = "ten.db", exception = ClassCastException.class)
  void nine() {
    failsBy(ClassCastException.class);
  }

  @Test
  @WithFault(point = "ten.db", exception = SecurityException.class)
  void ten() {
    failsBy(SecurityException.class);
  }
}
