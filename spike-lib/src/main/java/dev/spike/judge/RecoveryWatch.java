package dev.spike.judge;

import dev.spike.measure.FaultSpan;
import dev.spike.measure.Grid;
import dev.spike.measure.Increment;
import dev.spike.measure.Interval;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells while a run goes whether its target is back; not thread-safe. It judges by what ended in
 * each interval, since of what was due in it some is still under way: a first answer, fit to be
 * shown or to stop watching by. The verdict is made of the whole timeline.
 */
public final class RecoveryWatch {
  /** Where the target stands. */
  public enum State {
    /** The disturbance has not begun. */
    BASELINE,
    /** The disturbance goes on. */
    SPIKE,
    /** It is over, and there is no baseline to tell by, or one too thin or too noisy. */
    UNKNOWN,
    /** Not back. */
    OUT,
    /** Back in its band. */
    BACK,
    /** Was back and fell out again. */
    RELAPSED
  }

  private final Grid grid;
  private final long spikeFrom;
  private final long origin;
  private final List<Bucket> before = new ArrayList<>();
  private Optional<LiveBand> band = Optional.empty();
  private State state = State.BASELINE;
  private int last = -1;
  private int firstAfter = -1;

  /** A watch over a run with these phases and intervals, from the end of the last spike on. */
  public RecoveryWatch(List<Phase> phases, long bucketNanos) {
    this(phases, List.of(), bucketNanos);
  }

  /** The same from where none of these faults is still to come or still on. */
  public RecoveryWatch(List<Phase> phases, List<FaultSpan> faults, long bucketNanos) {
    grid = new Grid(phases, bucketNanos);
    List<Phase> spikes = phases.stream().filter(p -> p.role() == Role.SPIKE).toList();
    spikeFrom = spikes.stream().mapToLong(Phase::startNanos).min().orElse(Long.MAX_VALUE);
    long quiet = spikes.stream().mapToLong(Phase::quietFromNanos).max().orElse(Long.MAX_VALUE);
    origin = faults.stream().mapToLong(FaultSpan::toNanos).reduce(quiet, Math::max);
  }

  /** Takes what an interval of the clock brought; what ended after the load is passed over. */
  public void add(Increment increment) {
    int index = increment.index();
    if (index <= last) {
      return;
    }
    last = index;
    if (!grid.phaseOf(index).role().judged()) {
      return;
    }
    if (grid.startOf(index) >= origin) {
      after(bucket(increment));
    } else if (grid.startOf(index) >= spikeFrom) {
      state = State.SPIKE;
    } else if (grid.phaseOf(index).role() == Role.BASELINE) {
      before.add(bucket(increment));
    }
  }

  private Bucket bucket(Increment increment) {
    int index = increment.index();
    Interval ended =
        increment.ended().stream().reduce(Interval.empty(index), (sum, next) -> sum.plus(next));
    return new Bucket(grid.startOf(index), grid.endOf(index), ended, ended.outcomes().ok());
  }

  private void after(Bucket bucket) {
    if (firstAfter < 0) {
      firstAfter = last;
      band = LiveBand.of(before);
    }
    band.ifPresent(live -> live.add(bucket));
    state = band.map(RecoveryWatch::stateOf).orElse(State.UNKNOWN);
  }

  private static State stateOf(LiveBand band) {
    if (band.isBack()) {
      return State.BACK;
    }
    return band.hasRelapsed() ? State.RELAPSED : State.OUT;
  }

  /** Where the target stands now. */
  public State state() {
    return state;
  }

  /** When it came back, in nanoseconds from the end of the disturbance; -1 unless it is back. */
  public long backSinceNanos() {
    return state == State.BACK
        ? grid.startOf(firstAfter + band.orElseThrow().backAfter()) - origin
        : -1;
  }

  /**
   * Whether it came back, once and for good so far, and has been back for as long as a verdict
   * takes.
   */
  public boolean isSettled() {
    return band.map(LiveBand::isSettled).orElse(false);
  }
}
