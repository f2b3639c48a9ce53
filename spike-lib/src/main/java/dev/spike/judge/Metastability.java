package dev.spike.judge;

import dev.spike.measure.Event;
import dev.spike.measure.Phase;
import dev.spike.measure.Role;
import dev.spike.measure.Timeline;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whether the target is stuck in a degraded state that outlives its trigger (Bronson et al.,
 * Metastable Failures in Distributed Systems, HotOS'21): the load offered is back at the baseline's
 * and what disturbed the target is over, yet goodput stays below its share and does not come.
 *
 * <p>Told by the last 30 intervals of the load, as recovery is. A target that has lost capacity for
 * good looks the same from outside: only less load for a while tells the two apart.
 *
 * @param state what is said
 * @param detail the figures that it rests on, one line
 */
public record Metastability(State state, String detail) {
  /** What is said. */
  public enum State {
    /** Load is back and goodput is not, and does not come. */
    METASTABLE,
    /** Goodput is back. */
    NOT_METASTABLE,
    /** Goodput is not back, but at its present pace will be within as long again. */
    DRAINING,
    /** The load is not back, or a fault goes on: no wonder that goodput is not. */
    STILL_DISTURBED,
    /** Could not be decided. */
    UNKNOWN
  }

  /** Of a file from before it was told. */
  public static final Metastability UNTOLD = unknown("not told");

  private static final Metric.OfLoad GOODPUT = new Metric.Goodput();
  private static final int TAIL = 30;
  private static final double LOAD_BACK = 1.1;
  private static final double GOODPUT_BACK = 0.9;
  private static final double LATENCY_BACK = 1.25;

  /** A third of the tail scatters root 3 times as much as all of it, a difference of two root 6. */
  private static final double DIFFERENCE_OF_THIRDS = Math.sqrt(6);

  /** Of a run; does not throw: what cannot be told is UNKNOWN. */
  static Metastability of(Timeline timeline) {
    List<Phase> spikes = timeline.phases(Role.SPIKE).toList();
    Excerpt baseline = Excerpt.of(timeline, phase -> phase.role() == Role.BASELINE);
    if (spikes.isEmpty() || baseline.due() == 0) {
      return unknown("the load has no BASELINE and SPIKE phases to tell metastability by");
    }
    if (timeline.phases(Role.BASELINE).allMatch(phase -> phase.planned() == 0)) {
      return unknown("users wait for a slow target, so the load tells nothing: give rates");
    }
    Excerpt after = after(timeline, spikes.get(spikes.size() - 1).quietFromNanos());
    int size = after.indexes().size();
    if (size < TAIL) {
      return unknown(
          "watched for " + size + " intervals after the spike: it takes " + TAIL + " to tell");
    }
    Excerpt tail = after.part(size - TAIL, size);
    return tail.due() == 0
        ? unknown("nothing was due at the end of the observation")
        : new Ending(baseline, after, tail).judged();
  }

  private static Metastability unknown(String why) {
    return new Metastability(State.UNKNOWN, why);
  }

  /** All that follows the disturbance, but what is counted to the last interval from beyond it. */
  private static Excerpt after(Timeline timeline, long origin) {
    Excerpt all = Excerpt.of(timeline, phase -> phase.role().judged());
    List<Integer> later =
        all.indexes().stream().filter(i -> all.grid().startOf(i) >= origin).toList();
    return new Excerpt(timeline, all.grid(), later).beforeTheEnd();
  }

  /** The end of the observation held against the baseline. */
  private record Ending(Excerpt baseline, Excerpt after, Excerpt tail) {
    Metastability judged() {
      double usual = offered(baseline);
      double spread = 3 * Math.sqrt(usual / tail.seconds());
      String trigger = lastingFault();
      if (trigger != null) {
        return new Metastability(State.STILL_DISTURBED, "a fault went on to the end: " + trigger);
      }
      if (offered(tail) > Math.max(LOAD_BACK * usual, usual + spread)) {
        return new Metastability(State.STILL_DISTURBED, "the load is not back: " + told());
      }
      return switch (share().answer(Comparison.AT_LEAST, GOODPUT_BACK)) {
        case MET -> new Metastability(State.NOT_METASTABLE, told());
        case INCONCLUSIVE -> unknown("too close to tell: " + told());
        case NOT_MET ->
            isDraining()
                ? new Metastability(State.DRAINING, "still draining, watch longer: " + told())
                : new Metastability(
                    State.METASTABLE, "the load is back and goodput is not: " + told());
      };
    }

    private static double offered(Excerpt excerpt) {
      return excerpt.due() / excerpt.seconds();
    }

    /** A fault that ended no earlier than within the tail. */
    private @Nullable String lastingFault() {
      return tail.timeline().events().stream()
          .filter(Event::isEnd)
          .filter(event -> event.actualNanos() > tail.startNanos())
          .map(Event::name)
          .findFirst()
          .orElse(null);
    }

    /** Successes for each operation due, over the same in the baseline. */
    private Measured share() {
      return LoadFigures.of(GOODPUT, tail, Comparison.AT_LEAST, GOODPUT_BACK)
          .over(usual())
          .times(offered(baseline) / offered(tail));
    }

    private Measured usual() {
      return LoadFigures.usual(GOODPUT, baseline, Comparison.AT_LEAST, GOODPUT_BACK);
    }

    private String told() {
      return String.format(
          Locale.ROOT,
          "in the last %.1f s goodput %.0f/s of %.0f/s due, in the baseline %.0f/s of %.0f/s",
          tail.seconds(),
          LoadFigures.rate(tail),
          offered(tail),
          usual().value(),
          offered(baseline));
    }

    private boolean isDraining() {
      double enough = GOODPUT_BACK * usual().value() * offered(tail) / offered(baseline);
      double quick = LATENCY_BACK * response(baseline);
      return comes(LoadFigures::rate, enough) || comes(part -> -response(part), -quick);
    }

    private static double response(Excerpt excerpt) {
      return excerpt.total().response().mean();
    }

    /** Whether it rises beyond chance, and so fast that it reaches a level within as long again. */
    private boolean comes(ToDoubleFunction<Excerpt> signal, double level) {
      List<Excerpt> thirds = tail.parts(3);
      double last = signal.applyAsDouble(thirds.get(2));
      double rise = last - signal.applyAsDouble(thirds.get(0));
      double chance = DIFFERENCE_OF_THIRDS * Scatter.halfWidth(tail, signal);
      double pace = rise / (tail.seconds() * 2 / 3);
      return rise > chance && last + pace * after.seconds() >= level;
    }
  }
}
