package dev.spike.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.spike.Scenario;
import dev.spike.Units;
import dev.spike.measure.Fact;
import dev.spike.measure.Gauge;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolTargetTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final List<AutoCloseable> open = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  @Test
  void correctPoolUnderTwentyTimesItsSizePasses() throws Exception {
    PoolTarget target = PoolTarget.of(pool(10));
    target.start();
    assertThat(Crowd.of(200, 10, (thread, round) -> target.operate())).isEmpty();
    List<Fact> facts = target.facts();
    assertThat(Judged.red(PoolTarget.criteria(), facts)).isEmpty();
    assertThat(Judged.value("pool.borrows", facts)).isEqualTo(2000);
    assertThat(Judged.value("pool.peak", facts)).isBetween(1.0, 10.0);
    assertThat(Judged.value("pool.active-at-end", facts)).isZero();
  }

  @Test
  void workThatLeaksTurnsLeakedRedAlone() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    PoolTarget target =
        PoolTarget.of(pool(4))
            .borrowing(source -> leakEachThird(source, calls))
            .settlingWithin(SHORT);
    target.start();
    for (int call = 0; call < 6; call++) {
      target.operate();
    }
    List<Fact> facts = target.facts();
    assertThat(Judged.red(PoolTarget.criteria(), facts)).containsExactly("pool.leaked");
    assertThat(Judged.value("pool.leaked", facts)).isEqualTo(2);
    assertThat(Judged.fact("pool.leaked", facts).detail())
        .startsWith("first: borrowed by thread " + Thread.currentThread().getName());
  }

  private void leakEachThird(DataSource source, AtomicInteger calls) throws Exception {
    Connection connection = source.getConnection();
    if (calls.incrementAndGet() % 3 == 0) {
      open.add(connection);
    } else {
      connection.close();
    }
  }

  @Test
  void aSecondPoolBehindTheWrapperTurnsOverMaximumRedAlone() throws Exception {
    HikariDataSource first = pool(2);
    HikariDataSource second = pool(2);
    AtomicInteger turn = new AtomicInteger();
    DataSource both = spread(() -> turn.getAndIncrement() % 2 == 0 ? first : second);
    CyclicBarrier allThree = new CyclicBarrier(3);
    PoolTarget target =
        PoolTarget.of(first)
            .through(both)
            .work(connection -> meet(allThree))
            .settlingWithin(Duration.ofSeconds(20));
    target.start();
    assertThat(Crowd.of(3, 1, (thread, round) -> target.operate())).isEmpty();
    List<Fact> facts = target.facts();
    assertThat(Judged.red(PoolTarget.criteria(), facts)).containsExactly("pool.over-maximum");
    assertThat(Judged.fact("pool.over-maximum", facts).detail()).startsWith("3 borrowed at once");
    assertThat(Judged.value("pool.peak", facts)).isEqualTo(3);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Choice {
    DataSource next();
  }

  private static DataSource spread(Choice choice) {
    return (DataSource)
        Proxy.newProxyInstance(
            PoolTargetTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, args) -> method.invoke(choice.next(), args));
  }

  @Test
  void aThreadThatStillWaitsTurnsPendingRed() throws Exception {
    HikariDataSource pool = pool(1);
    PoolTarget target = PoolTarget.of(pool).settlingWithin(SHORT);
    target.start();
    target.operate();
    CountDownLatch done = new CountDownLatch(1);
    try (Connection held = pool.getConnection()) {
      assertThat(held).isNotNull();
      Thread waiting =
          new Thread(
              () -> {
                runQuietly(target);
                done.countDown();
              });
      waiting.start();
      org.awaitility.Awaitility.await()
          .until(() -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);
      assertThat(Judged.red(PoolTarget.criteria(), target.facts()))
          .containsExactly("pool.still-pending");
    }
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(Judged.red(PoolTarget.criteria(), target.facts())).isEmpty();
  }

  private static void runQuietly(PoolTarget target) {
    try {
      target.operate();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void timeOutsAreCountedAndThrownOn() throws Exception {
    HikariConfig config = config(1);
    config.setConnectionTimeout(250);
    HikariDataSource pool = opened(config);
    PoolTarget target = PoolTarget.of(pool);
    target.start();
    target.operate();
    try (Connection held = pool.getConnection()) {
      assertThat(held).isNotNull();
      assertThatThrownBy(target::operate).isInstanceOf(SQLTransientConnectionException.class);
    }
    List<Fact> facts = target.facts();
    assertThat(Judged.value("pool.timeouts", facts)).isEqualTo(1);
    assertThat(Judged.red(PoolTarget.criteria(), facts)).isEmpty();
  }

  @Test
  void aPoolThatWasNeverUsedHasNotPassed() throws Exception {
    PoolTarget target = PoolTarget.of(pool(1));
    target.start();
    assertThat(Judged.red(PoolTarget.criteria(), target.facts())).containsExactly("pool.borrows");
  }

  @Test
  void aPoolClosedInTheRunCannotBeJudgedOnPending() throws Exception {
    HikariDataSource pool = pool(1);
    PoolTarget target = PoolTarget.of(pool).settlingWithin(SHORT);
    target.start();
    target.operate();
    pool.close();
    List<Fact> facts = target.facts();
    assertThat(Judged.red(PoolTarget.criteria(), facts)).containsExactly("?pool.still-pending");
    assertThat(Judged.fact("pool.still-pending", facts).detail()).contains("closed");
  }

  @Test
  void aClosedPoolIsRefusedInOneLine() {
    HikariDataSource pool = pool(1);
    pool.close();
    assertThatThrownBy(() -> PoolTarget.of(pool))
        .hasMessage(
            "pool "
                + pool.getPoolName()
                + " is closed: give one that is open and close it after the run");
  }

  @Test
  void aNegativeSettlingTimeIsRefused() {
    PoolTarget target = PoolTarget.of(pool(1));
    assertThatThrownBy(() -> target.settlingWithin(Duration.ofSeconds(-1)))
        .hasMessageContaining("must be zero or more");
  }

  @Test
  void aConnectionClosedPastTheWrapperIsNotLeaked() throws Exception {
    PoolTarget target =
        PoolTarget.of(pool(1)).borrowing(source -> closePastTheWrapper(source.getConnection()));
    target.start();
    target.operate();
    target.operate();
    assertThat(Judged.red(PoolTarget.criteria(), target.facts())).isEmpty();
  }

  private static void closePastTheWrapper(Connection connection) throws Exception {
    connection.createStatement().getConnection().close();
  }

  @Test
  void aNewRunStartsFromNothing() throws Exception {
    PoolTarget target =
        PoolTarget.of(pool(2)).borrowing(source -> open.add(source.getConnection()));
    target.start();
    target.operate();
    target.start();
    Fact leaked = Judged.fact("pool.leaked", target.facts());
    assertThat(leaked.value()).isZero();
  }

  @Test
  void gaugesShowTheHighestUseSinceTheLastReading() throws Exception {
    PoolTarget target = PoolTarget.of(pool(4));
    target.start();
    target.operate();
    assertThat(reading(target, "pool.borrowed")).isEqualTo(1);
    assertThat(reading(target, HikariProbe.UTILISATION)).isEqualTo(0.25);
    assertThat(reading(target, "pool.borrowed")).isZero();
    assertThat(reading(target, "pool.pending")).isZero();
  }

  private final List<Gauge> gauges = new ArrayList<>();

  private double reading(PoolTarget target, String name) {
    if (gauges.isEmpty()) {
      gauges.addAll(target.probe().gauges());
    }
    return gauges.stream()
        .filter(gauge -> gauge.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value()
        .getAsDouble();
  }

  @Test
  void probeReadsThePoolsOwnWord() throws Exception {
    HikariDataSource pool = pool(2);
    HikariProbe probe = HikariProbe.of(pool);
    try (Connection held = pool.getConnection()) {
      assertThat(held).isNotNull();
      assertThat(probe.gauges())
          .filteredOn(gauge -> gauge.name().matches("pool.(active|utilisation)"))
          .extracting(gauge -> gauge.value().getAsDouble())
          .containsExactly(1.0, 0.5);
    }
    pool.close();
    assertThat(probe.gauges()).allMatch(gauge -> Double.isNaN(gauge.value().getAsDouble()));
  }

  @Test
  void appliesToAScenario() {
    PoolTarget target = PoolTarget.of(pool(1)).settlingWithin(Units.seconds(1));
    assertThat(target.applyTo(Scenario.named("connection-pool-stress")).name())
        .isEqualTo("connection-pool-stress");
  }

  private HikariDataSource pool(int size) {
    return opened(config(size));
  }

  private static HikariConfig config(int size) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:target" + NAMES.incrementAndGet());
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(30_000);
    return config;
  }

  private HikariDataSource opened(HikariConfig config) {
    HikariDataSource pool = new HikariDataSource(config);
    open.add(pool);
    return pool;
  }
}
