package dev.spike.run;

import static dev.spike.run.Plans.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.measure.Interval;
import dev.spike.measure.Outcomes;
import dev.spike.measure.Recorder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stamps and outcomes, on a clock held by hand. */
class PerformerTest {
  private final ManualClock machine = new ManualClock();
  private final RunClock clock = new RunClock(machine);
  private final Plans plans = new Plans().timeout(100);
  private final Recorder recorder = new Recorder(plans.plan().grid());

  private Performer performer() {
    clock.startIn(0);
    return new Performer(plans.plan(), clock, recorder, new ErrorTally());
  }

  private static Arrival arrival(long due) {
    return new Arrival(0, due, "BASELINE", false, 42);
  }

  private Interval only() {
    return recorder.drain().stream().reduce(Interval.empty(0), Interval::plus);
  }

  @Test
  void stampsAreToldApart() {
    plans.operation(arrival -> machine.pass(4 * MILLI));
    Performer performer = performer();
    machine.pass(10 * MILLI);
    performer.perform(performer.admit(arrival(7 * MILLI)), 8 * MILLI, clock.now(), plans.operation);
    Interval interval = only();

    assertThat(interval.response().max()).isBetween(7.0 * MILLI, 7.01 * MILLI);
    assertThat(interval.undelayed().max()).isBetween(6.0 * MILLI, 6.01 * MILLI);
    assertThat(interval.service().max()).isBetween(4.0 * MILLI, 4.01 * MILLI);
    assertThat(interval.delay().max()).isBetween(1.0 * MILLI, 1.01 * MILLI);
    assertThat(performer.idle()).isTrue();
  }

  @Test
  void anAnswerAfterTheTimeOutIsTimedOut() {
    plans.operation(arrival -> machine.pass(101 * MILLI));
    Performer performer = performer();
    performer.perform(performer.admit(arrival(0)), 0, clock.now(), plans.operation);

    assertThat(only().outcomes()).isEqualTo(new Outcomes(0, 0, 1, 0, 0, 0));
  }

  @Test
  void theWatchdogRecordsOnceAndItsInterruptStaysWithTheOperation() {
    List<Performer> self = new ArrayList<>();
    plans.operation(
        arrival -> {
          machine.pass(100 * MILLI);
          self.get(0).expireOverdue();
          self.get(0).expireOverdue();
          assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
    self.add(performer());
    self.get(0).perform(self.get(0).admit(arrival(0)), 0, clock.now(), plans.operation);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    Interval interval = only();
    assertThat(interval.outcomes()).isEqualTo(new Outcomes(0, 0, 1, 0, 0, 0));
    assertThat(interval.response().max()).isGreaterThanOrEqualTo(100.0 * MILLI);
  }

  @Test
  void whatNoThreadGotToIsDroppedIfItWasDue() {
    Performer performer = performer();
    machine.pass(10 * MILLI);
    InFlight due = performer.admit(arrival(4 * MILLI));
    performer.admit(arrival(11 * MILLI));
    performer.finishAll();

    assertThat(performer.perform(due, 4 * MILLI, clock.now(), plans.operation))
        .as("too late to start")
        .isFalse();
    Interval interval = only();
    assertThat(interval.outcomes()).isEqualTo(new Outcomes(0, 0, 0, 0, 1, 0));
    assertThat(interval.response().max()).isBetween(6.0 * MILLI, 6.01 * MILLI);
    assertThat(performer.idle()).isTrue();
  }

  @Test
  void aTestForRefusalThatFailsIsAFailure() {
    plans
        .operation(
            arrival -> {
              throw new Exception("no");
            })
        .rejected(
            error -> {
              throw new IllegalArgumentException("what?");
            });
    ErrorTally errors = new ErrorTally();
    Performer performer = new Performer(plans.plan(), clock, recorder, errors);
    performer.perform(performer.admit(arrival(0)), 0, clock.now(), plans.operation);

    assertThat(only().outcomes().failed()).isEqualTo(1);
    assertThat(errors.counts()).containsKeys("Exception: no", "IllegalArgumentException: what?");
  }
}
