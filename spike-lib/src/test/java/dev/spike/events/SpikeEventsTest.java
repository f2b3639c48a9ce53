package dev.spike.events;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.spike.schedule.Rate;
import dev.spike.schedule.Replay;
import dev.spike.schedule.Sequence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A run of 20 s, four times the load for 2 s from 8 s on, served by a single server. */
class SpikeEventsTest {
  private static final long SECOND = 1_000_000_000;
  private static final long BUCKET = SECOND / 5;

  private static Constant load(double perSecond, double seconds) {
    return new Constant(new Rate(perSecond), Duration.ofNanos(Math.round(seconds * SECOND)));
  }

  /** The baseline's last interval is wider than the others. */
  private static Timeline recorded() {
    List<Phase> phases =
        List.of(
            new Phase("BASELINE", Role.BASELINE, 0, 8 * SECOND + BUCKET / 2, 2_400, 0),
            new Phase("SPIKE", Role.SPIKE, 8 * SECOND + BUCKET / 2, 10 * SECOND, 2_400, 0),
            new Phase("RECOVERY", Role.RECOVERY, 10 * SECOND, 20 * SECOND, 3_000, 0));
    Grid grid = new Grid(phases, BUCKET);
    Recorder recorder = new Recorder(grid);
    ArrivalSchedule.Cursor arrivals =
        new ArrivalSchedule(new Sequence(List.of(load(300, 8.1), load(1_200, 1.9), load(300, 10))))
            .steady();
    long free = 0;
    for (long due = arrivals.next(); due != ArrivalSchedule.Cursor.END; due = arrivals.next()) {
      long start = Math.max(free, due);
      free = start + SECOND / 600;
      recorder.ended(due, due, start, free, Outcome.OK);
    }
    return new TimelineBuilder(phases, BUCKET, Map.of())
        .add(new Increment(grid.size() - 1, recorder.drain(), Map.of(), 0, 0))
        .build();
  }

  @Test
  void theSpikeOfARunIsFoundInItsArrivalsAndInItsP95WithoutBeingToldWhere() {
    Timeline timeline = recorded();
    List<SpikeEvent> arrivals = SpikeEvents.ofArrivals(timeline, 1e-4);
    List<SpikeEvent> p95 = SpikeEvents.ofP95(timeline, 1e-4);

    Grid grid = timeline.grid();
    assertThat(arrivals).hasSize(1);
    assertThat(grid.startOf((int) arrivals.get(0).start())).isEqualTo(8 * SECOND + BUCKET / 2);
    assertThat(grid.startOf((int) arrivals.get(0).end())).isEqualTo(10 * SECOND);
    assertThat(arrivals.get(0).height()).isBetween(3.9, 4.1);
    // The backlog of 1,140 drains at 300/s: 3.8 s.
    assertThat(p95).hasSize(1);
    assertThat(grid.startOf((int) p95.get(0).start())).isEqualTo(8 * SECOND + BUCKET / 2);
    assertThat(grid.startOf((int) p95.get(0).end())).isBetween(13 * SECOND + BUCKET, 14 * SECOND);
  }

  @Test
  void aRecordingOfCountsIsSearchedAsWell() {
    Replay recording =
        Replay.parse(
            IntStream.range(0, 120)
                .mapToObj(minute -> 60 * minute + "," + (minute == 70 ? 900 : 200 + minute % 7 * 4))
                .toList());
    List<SpikeEvent> events =
        SpikeEvents.in(
            recording.buckets().stream().mapToDouble(Replay.Bucket::count),
            new SpikeDetector(Scale.COUNT, 1e-4));

    assertThat(events).singleElement().matches(event -> event.start() == 70 && event.end() == 71);
  }
}
