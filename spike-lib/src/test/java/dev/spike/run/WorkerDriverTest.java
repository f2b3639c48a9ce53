package dev.spike.run;

import static dev.spike.run.Plans.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.measure.Interval;
import dev.spike.measure.Outcomes;
import dev.spike.measure.Recorder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerDriverTest {
  @Test
  void whatWaitsBeyondTheLimitIsDroppedWithTheTimeOutItCouldNotMeet() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    RunPlan plan =
        new Plans()
            .cap(1, WhenFull.WAIT)
            .operation(
                arrival -> {
                  inside.countDown();
                  release.await();
                })
            .plan();
    RunClock clock = new RunClock(new ManualClock());
    clock.startIn(0);
    Recorder recorder = new Recorder(plan.grid());
    Performer performer = new Performer(plan, clock, recorder, new ErrorTally());
    Work.Blocking work = (Work.Blocking) plan.work();
    WorkerDriver driver =
        new WorkerDriver(plan, work, performer, clock, Executors.newCachedThreadPool(), 3);
    for (int i = 0; i < 6; i++) {
      driver.dispatch(i, 0, "BASELINE", 0);
    }
    inside.await();

    Interval dropped = recorder.drain().get(0);
    assertThat(dropped.outcomes()).isEqualTo(new Outcomes(0, 0, 0, 0, 2, 0));
    assertThat(dropped.response().max()).isGreaterThanOrEqualTo(5_000.0 * MILLI);
    assertThat(driver.idle()).isFalse();

    driver.dropWaiting(8 * MILLI);
    assertThat(recorder.drain().get(0).outcomes().dropped()).isEqualTo(3);
    release.countDown();
    driver.close(30_000 * MILLI);
    assertThat(recorder.drain().get(0).outcomes().due()).isEqualTo(1);
    assertThat(driver.idle()).isTrue();
  }
}
