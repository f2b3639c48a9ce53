package dev.spike.schedule;

import java.util.List;

/** The rate of each shape as its definition says, and its integral, knowing nothing of segments. */
final class Rates {
  private static final double SECOND = 1e9;

  private Rates() {}

  /** Expected steady arrivals up to an instant, which may lie behind the end of the shape. */
  static double integral(LoadShape shape, long until) {
    double t = Math.min(until, shape.durationNanos()) / SECOND;
    if (shape instanceof Constant constant) {
      return constant.rate().perSecond() * t;
    } else if (shape instanceof Ramp ramp) {
      double from = ramp.from().perSecond();
      double length = ramp.durationNanos() / SECOND;
      return from * t + (ramp.to().perSecond() - from) * t * t / (2 * length);
    } else if (shape instanceof Sine sine) {
      double angular = 2 * Math.PI * SECOND / sine.period().toNanos();
      double begun = List.of(Sine.Start.values()).indexOf(sine.start()) * Math.PI / 2;
      double swing = (Math.cos(begun) - Math.cos(begun + angular * t)) / angular;
      return sine.mean().perSecond() * t + sine.amplitude().perSecond() * swing;
    } else if (shape instanceof Steps steps) {
      return stepped(steps, t);
    } else if (shape instanceof Replay replay) {
      return replayed(replay, t);
    } else if (shape instanceof Sum sum) {
      return integral(sum.first(), until) + integral(sum.second(), until);
    } else if (shape instanceof Sequence sequence) {
      return followed(sequence, until);
    }
    return 0;
  }

  private static double stepped(Steps steps, double t) {
    double width = steps.durationNanos() / SECOND / steps.rates().size();
    double sum = 0;
    for (int i = 0; i < steps.rates().size(); i++) {
      sum += steps.rates().get(i).perSecond() * within(t - i * width, width);
    }
    return sum;
  }

  private static double replayed(Replay replay, double t) {
    double sum = 0;
    double start = 0;
    for (Replay.Bucket bucket : replay.buckets()) {
      double width = bucket.width().toNanos() / SECOND;
      sum += bucket.count() * within(t - start, width) / width;
      start += width;
    }
    return sum;
  }

  private static double followed(Sequence sequence, long until) {
    double sum = 0;
    long start = 0;
    for (LoadShape part : sequence.parts()) {
      sum += until > start ? integral(part, until - start) : 0;
      start += part.durationNanos();
    }
    return sum;
  }

  private static double within(double t, double width) {
    return Math.max(0, Math.min(t, width));
  }
}
