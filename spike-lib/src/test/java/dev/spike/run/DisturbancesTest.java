package dev.spike.run;

import static dev.spike.run.Plans.MILLI;
import static dev.spike.run.Plans.PHASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spike.measure.Event;
import dev.spike.measure.Fact;
import dev.spike.measure.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DisturbancesTest {
  /** Notes what is done to it, and fails where it is told to. */
  static final class Recorded implements Disturbance {
    final List<String> log = new CopyOnWriteArrayList<>();
    private final String name;
    private final String failing;
    private long acted = 3;

    Recorded(String name) {
      this(name, "");
    }

    Recorded(String name, String failing) {
      this.name = name;
      this.failing = failing;
    }

    private void did(String what) {
      log.add(what);
      if (what.equals(failing)) {
        throw new AssertionError("no " + what);
      }
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void prepare() {
      did("prepare");
    }

    @Override
    public Active begin(long seed, long lifetimeNanos) {
      did("begin");
      long fired = acted--;
      return new Active() {
        @Override
        public long fired() {
          return fired;
        }

        @Override
        public void close() {
          did("close");
        }
      };
    }
  }

  private static Disturbances of(TimedDisturbance... timed) {
    Plans plans = new Plans();
    List.of(timed).forEach(plans::with);
    return Plans.all(plans.plan(), new RunClock(new ManualClock()));
  }

  @Test
  void whatBeginsWithABurstIsThereBeforeIt() {
    Recorded fault = new Recorded("fault");

    assertThat(of(new TimedDisturbance(fault, PHASE, 2 * PHASE)).nextAt())
        .isEqualTo(PHASE - 3 * MILLI);
    assertThat(of(new TimedDisturbance(fault, PHASE + 1, 2 * PHASE)).nextAt()).isEqualTo(PHASE + 1);
  }

  @Test
  void whatHasALeadIsAskedAheadAndTellsHowLateItWas() {
    List<Long> delays = new ArrayList<>();
    Disturbance remote =
        new Ahead(
            30,
            delay -> {
              delays.add(delay);
              return 7;
            });
    ManualClock clock = new ManualClock();
    RunClock run = new RunClock(clock);
    run.startIn(0);
    Disturbances disturbances =
        Plans.all(
            new Plans()
                .with(new TimedDisturbance(remote, 100, 300))
                .with(new TimedDisturbance(remote, 20, 50))
                .plan(),
            run);

    assertThat(disturbances.nextAt()).isZero();
    disturbances.applyUntil(0);
    clock.pass(80);
    disturbances.applyUntil(80);
    disturbances.applyUntil(300);

    assertThat(delays).containsExactly(20L, 20L);
    assertThat(disturbances.events())
        .filteredOn(Event::isBegin)
        .containsExactly(Event.begins("ahead", 20, 27), Event.begins("ahead", 100, 107));
  }

  /**
   * Has a lead.
   *
   * @param begin gets the delay and gives its lateness
   */
  record Ahead(long leadNanos, Beginning begin) implements Disturbance {
    interface Beginning {
      long after(long delayNanos) throws Exception;
    }

    @Override
    public String name() {
      return "ahead";
    }

    @Override
    public Active begin(long seed, long lifetimeNanos) {
      throw new AssertionError("it has a lead");
    }

    @Override
    public Active beginIn(long delayNanos, long seed, long lifetimeNanos) throws Exception {
      long late = begin.after(delayNanos);
      return new Active() {
        @Override
        public long fired() {
          return 1;
        }

        @Override
        public OptionalLong lateNanos() {
          return OptionalLong.of(late);
        }

        @Override
        public void close() {}
      };
    }
  }

  @Test
  void whatHasALeadKeepsNoArrivalWaiting() throws Exception {
    CountDownLatch ten = new CountDownLatch(10);
    Disturbance slow =
        new Ahead(
            50 * MILLI,
            delay -> {
              ten.await();
              return 0;
            });
    Timeline timeline =
        new Plans()
            .operation(arrival -> ten.countDown())
            .with(new TimedDisturbance(slow, 1, 2 * PHASE))
            .run();

    assertThat(timeline.problems()).isEmpty();
    assertThat(timeline.events()).hasSize(2);
    assertThat(timeline.total(phase -> true).outcomes().dropped()).isZero();
  }

  @Test
  void edgesAreAppliedInOrderAndOnce() {
    Recorded first = new Recorded("first");
    Recorded second = new Recorded("second");
    Disturbances disturbances =
        of(new TimedDisturbance(second, 100, 300), new TimedDisturbance(first, 50, 100));

    disturbances.applyUntil(49);
    assertThat(first.log).containsExactly("prepare");
    assertThat(disturbances.nextAt()).isEqualTo(50);
    disturbances.applyUntil(100);
    disturbances.applyUntil(1_000);
    disturbances.close();

    assertThat(disturbances.events())
        .extracting(Event::name)
        .containsExactly("first begins", "first ends", "second begins", "second ends");
    assertThat(disturbances.events())
        .extracting(Event::plannedNanos)
        .containsExactly(50L, 100L, 100L, 300L);
    assertThat(first.log).containsExactly("prepare", "begin", "close");
    assertThat(second.log).containsExactly("prepare", "begin", "close");
    assertThat(disturbances.nextAt()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void whatIsStillOnIsUndoneAtTheEnd() {
    Recorded fault = new Recorded("fault");
    Disturbances disturbances = of(new TimedDisturbance(fault, 0, 300));
    disturbances.applyUntil(10);
    disturbances.close();
    disturbances.close();

    assertThat(fault.log).containsExactly("prepare", "begin", "close");
    assertThat(disturbances.facts()).containsExactly(Fact.count("fault.fired.fault", 3));
  }

  @Test
  void theLeastCountOfSeveralLifetimesIsTold() {
    Recorded fault = new Recorded("fault");
    Disturbances disturbances =
        of(new TimedDisturbance(fault, 0, 10), new TimedDisturbance(fault, 20, 30));
    disturbances.applyUntil(30);

    assertThat(disturbances.facts())
        .containsExactly(Fact.count("fault.fired.fault", 2, "the least of [3, 2]"));
  }

  @Test
  void eachFailureBecomesAProblem() throws Exception {
    for (String step : List.of("prepare", "begin", "close")) {
      Recorded failing = new Recorded("failing", step);
      Recorded sound = new Recorded("sound");
      Timeline timeline =
          new Plans()
              .with(new TimedDisturbance(failing, 20 * MILLI, PHASE))
              .with(new TimedDisturbance(sound, 30 * MILLI, PHASE))
              .run();

      assertThat(timeline.problems()).singleElement().asString().contains("failing", "no " + step);
      assertThat(sound.log).containsExactly("prepare", "begin", "close");
    }
  }

  @Test
  void aFaultIsNamedWithoutBlanksAsFactsAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TimedDisturbance(new Recorded("fail over"), 0, PHASE))
        .withMessageContainingAll("fault name 'fail over'", "instead of blanks");
  }
}
