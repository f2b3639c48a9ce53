package dev.spike.judge;

import dev.spike.measure.Grid;
import dev.spike.measure.Increment;
import dev.spike.measure.Outcome;
import dev.spike.measure.Phase;
import dev.spike.measure.Recorder;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import dev.spike.measure.TimelineBuilder;
import dev.spike.schedule.ArrivalSchedule;
import dev.spike.schedule.Constant;
import dev.spike.schedule.LoadShape;
import dev.spike.schedule.Rate;
import dev.spike.schedule.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** One server, first come first served, on virtual time; makes the timelines of the tests. */
final class QueueSimulator {
  private static final double SECOND = 1e9;

  private final long bucketNanos;
  private final List<LoadShape> shapes = new ArrayList<>();
  private final List<Role> roles = new ArrayList<>();
  private Service service = (second, random) -> 0;
  private Answer answer = (second, random) -> Outcome.OK;
  private boolean poisson;

  /** How long an operation is served. */
  interface Service {
    /** Seconds, given the time in seconds since the end of the spike at which service begins. */
    double seconds(double second, SplittableRandom random);
  }

  /** How an operation comes out, given when it was due since the end of the spike. */
  interface Answer {
    Outcome outcome(double second, SplittableRandom random);
  }

  /**
   * A run.
   *
   * @param timeline what was recorded
   * @param emptySeconds when the backlog of the spike was gone, from the spike's end
   */
  record Run(Timeline timeline, double emptySeconds) {}

  QueueSimulator(double bucketSeconds) {
    bucketNanos = Math.round(bucketSeconds * SECOND);
  }

  /** Exponential service at a rate. */
  static Service exponential(double perSecond) {
    return (second, random) -> -Math.log(1 - random.nextDouble()) / perSecond;
  }

  QueueSimulator phase(Role role, double perSecond, double seconds) {
    shapes.add(new Constant(new Rate(perSecond), Duration.ofNanos(Math.round(seconds * SECOND))));
    roles.add(role);
    return this;
  }

  QueueSimulator service(Service times) {
    service = times;
    return this;
  }

  QueueSimulator answer(Answer answers) {
    answer = answers;
    return this;
  }

  /** Exponential times between arrivals instead of even ones. */
  QueueSimulator poisson() {
    poisson = true;
    return this;
  }

  Run run(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Phase> phases = phases();
    Grid grid = new Grid(phases, bucketNanos);
    Recorder recorder = new Recorder(grid);
    TimelineBuilder timeline = new TimelineBuilder(phases, bucketNanos, Map.of());
    long spikeEnd =
        phases.stream().filter(p -> p.role() == Role.SPIKE).findFirst().orElseThrow().endNanos();
    long free = 0;
    long empty = -1;
    int now = 0;
    for (long due : arrivals(random)) {
      if (empty < 0 && due >= spikeEnd && free <= due) {
        empty = Math.max(free, spikeEnd);
      }
      long start = Math.max(free, due);
      free = start + Math.round(service.seconds((start - spikeEnd) / SECOND, random) * SECOND);
      for (int ended = grid.indexOf(free); now < ended; now++) {
        timeline.add(new Increment(now, recorder.drain(), Map.of(), 0, 0));
      }
      recorder.ended(due, due, start, free, answer.outcome((due - spikeEnd) / SECOND, random));
    }
    timeline.add(new Increment(now, recorder.drain(), Map.of(), 0, 0));
    return new Run(timeline.build(), (empty - spikeEnd) / SECOND);
  }

  private List<Long> arrivals(SplittableRandom random) {
    List<Long> due = new ArrayList<>();
    ArrivalSchedule schedule = new ArrivalSchedule(new Sequence(shapes));
    if (!poisson) {
      ArrivalSchedule.Cursor cursor = schedule.steady();
      for (long t = cursor.next(); t != ArrivalSchedule.Cursor.END; t = cursor.next()) {
        due.add(t);
      }
      return due;
    }
    long start = 0;
    for (LoadShape shape : shapes) {
      double rate = shape.segments().get(0).startRate();
      for (double t = gap(rate, random); t < shape.durationNanos(); t += gap(rate, random)) {
        due.add(start + (long) t);
      }
      start += shape.durationNanos();
    }
    return due;
  }

  private static double gap(double rate, SplittableRandom random) {
    return -Math.log(1 - random.nextDouble()) / rate * SECOND;
  }

  private List<Phase> phases() {
    List<Phase> phases = new ArrayList<>();
    long start = 0;
    for (int i = 0; i < shapes.size(); i++) {
      long end = start + shapes.get(i).durationNanos();
      long planned = 0;
      long quiet = roles.get(i) == Role.SPIKE ? end : start;
      phases.add(new Phase("phase-" + i, roles.get(i), start, end, planned, quiet));
      start = end;
    }
    return phases;
  }
}
