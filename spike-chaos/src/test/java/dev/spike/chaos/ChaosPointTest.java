package dev.spike.chaos;

import static dev.spike.chaos.fault.Faults.exception;
import static dev.spike.chaos.fault.Faults.latency;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChaosPointTest {
  private static final Arming ARMING = Arming.of(1, ofMinutes(5));

  @Test
  void oneNameIsOnePoint() {
    assertThat(ChaosPoint.of("point.one"))
        .isSameAs(ChaosPoint.of("point.one"))
        .isNotSameAs(ChaosPoint.of("point.two"));
    assertThat(ChaosPoint.of("point.one").name()).isEqualTo("point.one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a b", "a/b", "a\n", "\u00fcber"})
  void namesThatBreakTheRuleAreRefused(String name) {
    assertThatThrownBy(() -> ChaosPoint.of(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + name + "'");
  }

  @Test
  void namesAreBounded() {
    assertThat(ChaosPoint.of("n".repeat(120)).name()).hasSize(120);
    assertThatThrownBy(() -> ChaosPoint.of("n".repeat(121)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("120");
  }

  @Test
  void pointsAreBounded() {
    Points points = new Points();
    for (int i = 0; i < ChaosPoint.MAX_POINTS; i++) {
      points.of("n" + i);
    }
    assertThatThrownBy(() -> points.of("one.more"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'one.more'")
        .hasMessageContaining("10000");
    assertThat(points.of("n5").name()).isEqualTo("n5");
  }

  @Test
  void aDisarmedHitIsOneVolatileReadAndNothingElse() {
    JavaMethod hit = new ClassFileImporter().importClass(ChaosPoint.class).getMethod("hit");

    assertThat(hit.getFieldAccesses())
        .singleElement()
        .satisfies(
            read -> {
              assertThat(read.getTarget().getName()).isEqualTo("armed");
              assertThat(read.getTarget().resolveMember().orElseThrow().getModifiers())
                  .contains(JavaModifier.VOLATILE)
                  .doesNotContain(JavaModifier.STATIC);
            });
    assertThat(hit.getMethodCallsFromSelf()).extracting(JavaAccess::getName).containsExactly("act");
    assertThat(hit.getConstructorCallsFromSelf()).isEmpty();
    assertThat(hit.getMethodReferencesFromSelf()).isEmpty();
  }

  @Test
  void disarmedHitsDoNothing() {
    assertThatCode(() -> ChaosPoint.of("point.off").hit()).doesNotThrowAnyException();
  }

  @Test
  void aCheckedExceptionPassesAsItIs() {
    IOException made = new IOException("made");
    try (Lease lease = exception(() -> made).on("point.checked").arm(ARMING)) {
      assertThat(catchThrowable(() -> ChaosPoint.of("point.checked").hit())).isSameAs(made);
    }
  }

  @Test
  void theCompilerCanBeToldOfACheckedException() {
    try (Lease lease =
        exception(() -> new SQLException("refused", "08006")).on("point.sql").arm(ARMING)) {
      String state = "none";
      try {
        ChaosPoint.of("point.sql").hit(SQLException.class);
      } catch (SQLException e) {
        state = e.getSQLState();
      }
      assertThat(state).isEqualTo("08006");
    }
  }

  @Test
  void anArmedPointNeedNotExistYet() {
    try (Lease lease = exception(IOException::new).on("point.later").arm(ARMING)) {
      assertThat(catchThrowable(() -> ChaosPoint.of("point.later").hit()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void revertOfOneLeaseLeavesTheOther() {
    ChaosPoint point = ChaosPoint.of("point.both");
    Lease first = exception(() -> new IOException("first")).on("point.both").arm(ARMING);
    Lease second =
        exception(() -> new IOException("second")).on("point.both").arm(ARMING.withOrdinal(1));

    assertThat(catchThrowable(point::hit))
        .hasMessage("first")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .singleElement()
                    .extracting(Throwable::getMessage)
                    .isEqualTo("second"));
    first.close();
    assertThat(catchThrowable(point::hit)).hasMessage("second");
    second.close();
    assertThatCode(point::hit).doesNotThrowAnyException();
    assertThat(first.fired()).isEqualTo(1);
    assertThat(second.fired()).isEqualTo(2);
  }

  @Test
  void oneSharedExceptionFromTwoFaultsIsNoErrorOfItsOwn() {
    IOException shared = new IOException("shared");
    try (Lease first = exception(() -> shared).on("point.shared").arm(ARMING);
        Lease second = exception(() -> shared).on("point.shared").arm(ARMING.withOrdinal(1))) {
      assertThat(catchThrowable(() -> ChaosPoint.of("point.shared").hit())).isSameAs(shared);
    }
  }

  @Test
  void aCallCanBeSlowAndThenFail() {
    try (Lease failing = exception(IOException::new).on("point.slowfail").arm(ARMING);
        Lease slow = latency(ofMillis(20)).on("point.slowfail").arm(ARMING)) {
      long since = System.nanoTime();
      assertThat(catchThrowable(() -> ChaosPoint.of("point.slowfail").hit()))
          .isInstanceOf(IOException.class);
      assertThat(System.nanoTime() - since).isGreaterThanOrEqualTo(ofMillis(20).toNanos());
    }
  }
}
