package dev.spike.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.measure.Increment;
import dev.spike.measure.Recorder;
import dev.spike.measure.Timeline;
import dev.spike.measure.TimelineBuilder;
import dev.spike.run.Arrivals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many models, each simulated twice: as the library does it, and in the obvious way. */
class EventByEventTest {
  static LongStream seeds() {
    return LongStream.range(100, 140);
  }

  private static Simulation any(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int servers = 1 + random.nextInt(6);
    Duration mean = Duration.ofNanos(servers * 2_500_000L);
    List<ServiceTime> times =
        List.of(
            ServiceTime.constant(mean),
            ServiceTime.exponential(mean),
            ServiceTime.lognormal(mean, 1.5),
            ServiceTime.pareto(mean, 1.5));
    ServiceModel model =
        ServiceModel.of(servers, times.get(random.nextInt(times.size())))
            .slowed(0.2 + 4 * random.nextDouble(), seconds(1.2), seconds(2.7))
            .slowed(Double.POSITIVE_INFINITY, seconds(2.5), seconds(2.6));
    model = random.nextBoolean() ? model.queue(random.nextInt(400)) : model;
    model =
        random.nextBoolean()
            ? model.retrying(random.nextInt(4), seconds(0.05 + random.nextDouble()))
            : model;
    Loads load = Loads.spike(100 + random.nextInt(250), 1, 300 + random.nextInt(1_200), 1, 2);
    load = random.nextBoolean() ? load.poisson() : load;
    model = random.nextBoolean() ? model.backingOff(seconds(random.nextDouble() / 4)) : model;
    model = random.nextBoolean() ? model.retryBudget(random.nextDouble()) : model;
    return load.on(model, seed, seconds(0.25));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bothWaysEveryOperationComesOutAlike(long seed) {
    Simulation plan = any(seed);
    Timeline simulated = plan.run().timeline();
    Recorder recorder = new Recorder(plan.grid());
    Arrivals arrivals = new Arrivals(plan.schedule(), true);
    for (EventByEvent.Ended ended : new EventByEvent(plan).run()) {
      long due = arrivals.next();
      assertThat(arrivals.index()).isEqualTo(ended.index());
      recorder.ended(due, due, due, ended.at(), ended.outcome());
    }
    assertThat(arrivals.next()).isEqualTo(Arrivals.END);
    Timeline told =
        new TimelineBuilder(plan.phases(), plan.bucketNanos(), Map.of())
            .add(new Increment(0, recorder.drain(), Map.of(), 0, 0))
            .build();

    assertThat(simulated.intervals())
        .as("seed %d, %s", seed, plan.model().description())
        .isEqualTo(told.intervals());
    assertThat(simulated.total(phase -> true).outcomes().due()).isEqualTo(plan.schedule().count());
  }
}
