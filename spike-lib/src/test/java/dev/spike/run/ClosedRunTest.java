package dev.spike.run;

import static dev.spike.run.Plans.BURST;
import static dev.spike.run.Plans.PHASE;
import static dev.spike.run.Plans.STEADY;
import static dev.spike.run.Plans.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spike.measure.Timeline;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A closed model beside an open one, on the real clock; counts and order, never durations. */
@Timeout(120)
class ClosedRunTest {
  private static final String KINDS = "dev.spike.run.Plans#kinds";
  private static final int OPEN = STEADY + BURST;
  private static final int USERS = 5;

  /** A think time that keeps users from performing as fast as they can. */
  private static final long BRIEF = 1_000_000;

  /** Who thinks longer than the run performs once. */
  @ParameterizedTest
  @MethodSource(KINDS)
  void eachUserPerformsOneOperationAndThinks(ThreadKind kind) throws Exception {
    Set<Long> seen = ConcurrentHashMap.newKeySet();
    Plans plans = new Plans().on(kind).operation(arrival -> seen.add(arrival.index()));
    plans.users.add(new UserPhase(0, 2 * PHASE, USERS, 10 * PHASE));
    Timeline timeline = plans.run();

    // The first starts at once; the others are spread over a think time longer than the run.
    assertThat(outcomes(timeline).ok()).isEqualTo(OPEN + 1);
    assertThat(seen).hasSize(OPEN + 1).contains((long) OPEN);
  }

  /** Without thinking all users are in the target together, and never more. */
  @ParameterizedTest
  @MethodSource(KINDS)
  void aSlowTargetIsAskedByAsManyAsThereAreUsers(ThreadKind kind) throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch burst = new CountDownLatch(1);
    Plans plans =
        new Plans()
            .on(kind)
            .operation(
                arrival -> {
                  if (arrival.burst()) {
                    burst.countDown();
                  } else if (arrival.index() >= OPEN) {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    burst.await();
                    inside.decrementAndGet();
                  }
                });
    plans.users.add(new UserPhase(0, PHASE, USERS, 0));
    Timeline timeline = plans.run();

    assertThat(most).hasValue(USERS);
    // Each was held until the burst at the end of its phase: one operation a user, no catching up.
    assertThat(outcomes(timeline).ok()).isEqualTo(OPEN + USERS);
  }

  @Test
  void usersComeAndGoWithTheirPhases() throws Exception {
    Set<Long> baseline = ConcurrentHashMap.newKeySet();
    Set<Long> spike = ConcurrentHashMap.newKeySet();
    Plans plans =
        new Plans()
            .operation(
                arrival -> {
                  if (arrival.index() >= OPEN) {
                    long user = (arrival.index() - OPEN) % (2 * USERS);
                    (arrival.phase().equals("SPIKE") ? spike : baseline).add(user);
                  }
                });
    plans.users.add(new UserPhase(0, PHASE, USERS, BRIEF));
    plans.users.add(new UserPhase(PHASE, 2 * PHASE, 2 * USERS, BRIEF));
    Timeline timeline = plans.run();

    assertThat(baseline).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
    assertThat(spike).hasSize(2 * USERS);
    assertThat(outcomes(timeline).bad()).isZero();
    assertThat(timeline.problems()).isEmpty();
  }

  @Test
  void aStoppedRunWakesThoseWhoThink() throws Exception {
    Plans plans = new Plans();
    plans.users.add(new UserPhase(0, 2 * PHASE, USERS, 10 * PHASE));
    Timeline timeline =
        plans.run(
            increment -> {
              throw new IllegalStateException("disk full");
            });

    assertThat(timeline.problems()).singleElement().asString().contains("disk full");
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("spike-user"));
  }

  @Test
  void usersNeedABlockingOperation() {
    Plans plans = new Plans().inline(index -> {});
    plans.users.add(new UserPhase(0, PHASE, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(plans::plan).withMessageContaining("blocking");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UserPhase(0, PHASE, 0, 0))
        .withMessageContaining("0 users");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UserPhase(0, PHASE, 1, -1))
        .withMessageContaining("think time of -1 ns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UserPhase(5, 5, 1, 0))
        .withMessageContaining("end after");
  }
}
