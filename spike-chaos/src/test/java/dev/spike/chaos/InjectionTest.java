package dev.spike.chaos;

import static dev.spike.chaos.fault.Faults.cpuHogs;
import static dev.spike.chaos.fault.Faults.exception;
import static dev.spike.chaos.fault.Faults.latency;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where, when and how much. */
class InjectionTest {
  private static final Arming ARMING = Arming.of(1, ofMinutes(30));

  private static Injection failing(String where) {
    return exception(IllegalStateException::new).on(where);
  }

  private static boolean isHit(String point) {
    return isHit(point, null);
  }

  private static boolean isHit(String point, @org.jspecify.annotations.Nullable Object subject) {
    try {
      ChaosPoint.of(point).hitWith(subject);
      return false;
    } catch (IllegalStateException injected) {
      return true;
    }
  }

  private static List<Boolean> attemptsOf(long arrival, String point) {
    try (ChaosCall.Scope call = ChaosCall.enter(arrival)) {
      return List.of(isHit(point), isHit(point), isHit(point));
    }
  }

  @Test
  void aPatternActsAtAllPointsOfThatNameAlsoLaterOnes() {
    ChaosPoint.of("where.orders.db");
    try (Lease lease = failing("where.*.db").arm(ARMING)) {
      assertThat(isHit("where.orders.db")).isTrue();
      assertThat(isHit("where.later.db")).as("made while armed").isTrue();
      assertThat(isHit("where.orders.dbx")).isFalse();
      assertThat(isHit("elsewhere.orders.db")).isFalse();
      assertThat(lease.fired()).isEqualTo(2);
    }
    assertThat(isHit("where.orders.db") || isHit("where.later.db")).isFalse();
  }

  @Test
  void pointsOfOnePatternDrawForThemselves() {
    List<List<Boolean>> decisions = new ArrayList<>();
    try (Lease lease = failing("pattern.*").withProbability(0.5).arm(ARMING)) {
      for (String point : List.of("pattern.a", "pattern.b")) {
        decisions.add(IntStream.range(0, 64).mapToObj(i -> isHit(point)).toList());
      }
    }
    assertThat(decisions.get(0)).isNotEqualTo(decisions.get(1)).contains(true, false);
  }

  /** Of the letters a and b and a star, so that much of it overlaps. */
  @Test
  void aPatternFitsWhatItsRegularExpressionDoes() {
    Random random = new Random(5);
    int fits = 0;
    for (int i = 0; i < 20_000; i++) {
      String pattern = word(random, "ab*", 1 + random.nextInt(6));
      String name = word(random, "ab", 1 + random.nextInt(8));
      boolean expected = name.matches(pattern.replace("*", ".*"));
      fits += expected ? 1 : 0;
      assertThat(Where.of(pattern).matches(name)).as(pattern + " on " + name).isEqualTo(expected);
    }
    assertThat(fits).isBetween(2_000, 18_000);
  }

  private static String word(Random random, String letters, int length) {
    return random
        .ints(length, 0, letters.length())
        .mapToObj(i -> letters.substring(i, i + 1))
        .collect(Collectors.joining());
  }

  @Test
  @Timeout(60)
  void aPatternOfManyStarsTakesNoLonger() {
    String many = "*a".repeat(59) + "*z";
    assertThat(Where.of(many).matches("a".repeat(120))).isFalse();
    assertThat(Where.of(many).matches("a".repeat(119) + "z")).isTrue();
  }

  @Test
  void patternsThatNoNameFitsAreRefused() {
    for (String where : List.of("", "a..*", "a b*", "*/x")) {
      assertThatThrownBy(() -> failing(where)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aNameThatNothingHasIsRemarkedWithTheNearest() {
    ChaosPoint.of("remark.accounts.db");
    ChaosPoint.of("remark.accounts.dba");
    try (Lease typo = failing("remark.acounts.db").arm(ARMING);
        Lease right = failing("remark.accounts.db").arm(ARMING)) {
      assertThat(typo.remark())
          .isEqualTo(
              "no point is named remark.acounts.db: perhaps remark.accounts.db or remark.accounts.dba was meant");
      assertThat(right.remark()).isEmpty();
    }
    try (Lease nowhere = failing("QQQQQQQQQQQQ").arm(ARMING)) {
      assertThat(nowhere.remark()).isEqualTo("no point is named QQQQQQQQQQQQ");
    }
  }

  @Test
  void actsOnlyWhileItsConditionHolds() {
    AtomicBoolean busy = new AtomicBoolean();
    try (Lease lease = failing("when.busy").when(busy::get).arm(ARMING)) {
      assertThat(isHit("when.busy")).isFalse();
      busy.set(true);
      assertThat(isHit("when.busy")).isTrue();
      assertThat(lease.considered()).isEqualTo(2);
      assertThat(lease.fired()).isEqualTo(1);
    }
  }

  @Test
  void aConditionThatThrowsIsReportedAndHitsNobody() {
    Lease lease =
        failing("when.broken")
            .when(
                () -> {
                  throw new UnsupportedOperationException("no gauge");
                })
            .arm(ARMING);
    assertThat(isHit("when.broken")).isFalse();
    assertThatThrownBy(lease::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("condition that threw")
        .hasMessageContaining("no gauge");
    assertThat(lease.isReverted()).isTrue();
  }

  @Test
  void actsOnlyOnHitsAboutWhatItIsFor() {
    try (Lease lease = failing("matching.key").matching("vip"::equals).arm(ARMING)) {
      assertThat(isHit("matching.key", "vip")).isTrue();
      assertThat(isHit("matching.key", "other")).isFalse();
      assertThat(isHit("matching.key")).isFalse();
      assertThat(lease.journal()).extracting(Injected::subject).containsExactly("vip");
    }
  }

  @Test
  void theFirstSoManyAreHit() {
    try (Lease lease = failing("dose.first").first(3).arm(ARMING)) {
      List<Boolean> hits = IntStream.range(0, 6).mapToObj(i -> isHit("dose.first")).toList();
      assertThat(hits).containsExactly(true, true, true, false, false, false);
      assertThat(lease.fired()).isEqualTo(3);
    }
  }

  @Test
  void everyNthOperationIsHit() {
    try (Lease lease = failing("dose.every").everyNth(3).arm(ARMING)) {
      List<Boolean> first =
          IntStream.range(0, 7).mapToObj(i -> attemptsOf(i, "dose.every").get(0)).toList();
      assertThat(first).containsExactly(false, false, true, false, false, true, false);
    }
  }

  @Test
  void theFirstAttemptsOfEachOperationAreHit() {
    try (Lease lease = failing("dose.attempts").firstInEachCall(2).arm(ARMING)) {
      for (int arrival = 0; arrival < 3; arrival++) {
        assertThat(attemptsOf(arrival, "dose.attempts")).containsExactly(true, true, false);
      }
    }
  }

  @Test
  void aRampGrowsToTheProbabilityAndKeepsWhatItHit() {
    ManualTime time = new ManualTime();
    Injection ramp = failing("dose.ramp").withProbability(0.8).rampingOver(ofSeconds(10));
    try (Lease lease = ramp.arm(ARMING.withTime(time))) {
      assertThat(hitsOf("dose.ramp")).isEmpty();
      time.advance(ofSeconds(5));
      List<Integer> half = hitsOf("dose.ramp");
      time.advance(ofSeconds(5));
      List<Integer> full = hitsOf("dose.ramp");
      time.advance(ofMinutes(1));
      assertThat((double) half.size()).isCloseTo(400, within(80.0));
      assertThat((double) full.size()).isCloseTo(800, within(65.0));
      assertThat(full).containsAll(half);
      assertThat(hitsOf("dose.ramp")).isEqualTo(full);
    }
  }

  private static List<Integer> hitsOf(String point) {
    return IntStream.range(0, 1_000).filter(i -> attemptsOf(i, point).get(0)).boxed().toList();
  }

  @Test
  void amountsThatAreNoneAreRefusedWithTheFix() {
    Injection injection = failing("dose.bad");
    assertThatThrownBy(() -> injection.first(0)).hasMessageContaining("limit of a fault was 0");
    assertThatThrownBy(() -> injection.everyNth(-1)).hasMessageContaining("was -1");
    assertThatThrownBy(() -> injection.firstInEachCall(0)).hasMessageContaining("was 0");
    assertThatThrownBy(() -> injection.rampingOver(Duration.ofDays(2)))
        .hasMessageContaining("PT48H");
  }

  @Test
  void aStandingFaultIsNotKeptToSomeHits() {
    Injection injection = cpuHogs(1).on("jvm");
    assertThatThrownBy(() -> injection.withProbability(0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cpu-hogs fault on jvm")
        .hasMessageContaining("from its arming to its revert");
    assertThatCode(() -> latency(ofMillis(1)).on("jvm").withProbability(0.5))
        .doesNotThrowAnyException();
  }
}
