package dev.spike.diff;

import dev.spike.measure.Grid;
import dev.spike.measure.Interval;
import dev.spike.measure.Latencies;
import dev.spike.measure.Outcomes;
import dev.spike.measure.Timeline;
import dev.spike.measure.Unit;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What the operations of a phase show. */
sealed interface Measure {
  /** As in a report. */
  String label();

  /** The unit of its values. */
  Unit unit();

  /** Whether more of it is worse. */
  default boolean moreIsWorse() {
    return true;
  }

  /** Whether differences are taken as multiples of the base. */
  default boolean byRatio() {
    return true;
  }

  /** How many operations it takes to say anything of it with 95% confidence. */
  default long needed() {
    return 1;
  }

  /** Its value in some intervals of one run, and how surely it is known from that run alone. */
  Estimated within(Timeline timeline, int[] intervals);

  /** All that there are. */
  static List<Measure> all() {
    return List.of(
        new Percentile(50, 10),
        new Percentile(95, 59),
        new Percentile(99, 299),
        new ErrorRate(),
        new Goodput());
  }

  /**
   * A percentile q of the response time. Of the operations due in an interval the share above the
   * percentile is taken; how surely the share of all is known says between which ranks of the
   * distribution q lies (Woodruff, Journal of the American Statistical Association 47, 1952).
   */
  record Percentile(int percent, long needed) implements Measure {
    @Override
    public String label() {
      return "p" + percent;
    }

    @Override
    public Unit unit() {
      return Unit.NANOS;
    }

    @Override
    public Estimated within(Timeline timeline, int[] intervals) {
      Latencies all = total(timeline, intervals).response();
      double value = all.percentile(percent);
      double share = percent / 100.0;
      LongRun known =
          share(timeline, intervals, (Interval i) -> (double) i.response().countAbove(value));
      return confidence -> {
        double reach = known.reach(confidence);
        double low = share - reach <= 0 ? 0 : all.percentile(100 * (share - reach));
        boolean open = share + reach >= 1;
        double high = open ? Double.POSITIVE_INFINITY : all.percentile(100 * (share + reach));
        return new Bounds(value, low, high);
      };
    }
  }

  /** Failed, timed out, rejected, dropped and unfinished over due. */
  record ErrorRate() implements Measure {
    @Override
    public String label() {
      return "error rate";
    }

    @Override
    public Unit unit() {
      return Unit.RATIO;
    }

    @Override
    public boolean byRatio() {
      return false;
    }

    /** Wilson's interval (JASA 22, 1927) of as many operations as the intervals are worth. */
    @Override
    public Estimated within(Timeline timeline, int[] intervals) {
      Outcomes all = total(timeline, intervals).outcomes();
      double p = all.errorRate();
      LongRun known = share(timeline, intervals, i -> i.outcomes().bad());
      if (Double.isInfinite(known.error())) {
        return confidence -> new Bounds(p, 0, 1);
      }
      double worth =
          known.error() > 0
              ? Math.min((double) all.due(), p * (1 - p) / (known.error() * known.error()))
              : all.due();
      return confidence -> {
        double t = known.quantile(confidence);
        double n = Math.max(worth, Double.MIN_NORMAL);
        double centre = (p + t * t / (2 * n)) / (1 + t * t / n);
        double half = t * Math.sqrt(p * (1 - p) / n + t * t / (4 * n * n)) / (1 + t * t / n);
        return new Bounds(p, Math.max(0, centre - half), Math.min(1, centre + half));
      };
    }
  }

  /** Operations that ended well each second, by the time at which they ended. */
  record Goodput() implements Measure {
    @Override
    public String label() {
      return "goodput";
    }

    @Override
    public Unit unit() {
      return Unit.PER_SECOND;
    }

    @Override
    public boolean moreIsWorse() {
      return false;
    }

    /** Which ends fall into the phase is known to one operation at best. */
    @Override
    public Estimated within(Timeline timeline, int[] all) {
      int[] intervals = beforeTheEnd(timeline, all);
      Grid grid = timeline.grid();
      double[] seconds =
          IntStream.of(intervals)
              .mapToDouble(i -> (grid.endOf(i) - grid.startOf(i)) / 1e9)
              .toArray();
      double length = IntStream.range(0, seconds.length).mapToDouble(i -> seconds[i]).sum();
      double ended = IntStream.of(intervals).mapToDouble(timeline.succeeded()::get).sum();
      double rate = ended / length;
      double[] rests =
          IntStream.range(0, intervals.length)
              .mapToDouble(i -> timeline.succeeded().get(intervals[i]) - rate * seconds[i])
              .toArray();
      LongRun known = LongRun.of(rests).over(length, 1 / length);
      return confidence -> {
        double reach = known.reach(confidence);
        return new Bounds(rate, Math.max(0, rate - reach), rate + reach);
      };
    }

    /** To a run's last interval is counted what ended after the load. */
    private static int[] beforeTheEnd(Timeline timeline, int[] intervals) {
      int last = timeline.intervals().size() - 1;
      int[] before = IntStream.of(intervals).filter(i -> i != last).toArray();
      return before.length == 0 ? intervals : before;
    }
  }

  private static Interval total(Timeline timeline, int[] intervals) {
    return IntStream.of(intervals)
        .mapToObj(timeline.intervals()::get)
        .reduce(Interval.empty(0), Interval::plus);
  }

  /** How surely a share of the operations is known; not better than of independent ones. */
  private static LongRun share(
      Timeline timeline, int[] intervals, ToDoubleFunction<Interval> count) {
    double[] hits =
        IntStream.of(intervals)
            .mapToDouble(i -> count.applyAsDouble(timeline.intervals().get(i)))
            .toArray();
    double[] due =
        IntStream.of(intervals)
            .mapToDouble(i -> timeline.intervals().get(i).outcomes().due())
            .toArray();
    double all = IntStream.range(0, due.length).mapToDouble(i -> due[i]).sum();
    double share = IntStream.range(0, hits.length).mapToDouble(i -> hits[i]).sum() / all;
    double[] rests =
        IntStream.range(0, hits.length).mapToDouble(i -> hits[i] - share * due[i]).toArray();
    return LongRun.of(rests).over(all, Math.sqrt(share * (1 - share) / all));
  }
}
