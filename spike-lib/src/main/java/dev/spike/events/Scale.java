package dev.spike.events;

/** What a series holds, and so on which scale its noise is even. */
public enum Scale {
  /** Counts, such as arrivals in an interval: 2 sqrt(x), on which Poisson noise has variance 1. */
  COUNT {
    /** Counts are spread over the unit that each stands for, so that no two are the same. */
    @Override
    double of(double value, double spread) {
      return 2 * Math.sqrt(value + spread);
    }

    @Override
    double value(double scaled) {
      return Math.max(0, scaled * scaled / 4 - 0.5);
    }

    @Override
    double leastNoise(double scaled) {
      return Math.max(LEAST_NOISE * scaled / 2, 0.5 / (scaled / 2));
    }
  },

  /** Times, such as the p95 of an interval in nanoseconds: ln x, on which noise multiplies. */
  TIME {
    @Override
    double of(double value, double spread) {
      return Math.log(Math.max(1, value));
    }

    @Override
    double value(double scaled) {
      return Math.exp(scaled);
    }

    @Override
    double leastNoise(double scaled) {
      return LEAST_NOISE;
    }
  };

  /** A series quieter than this share of its level is not told from one with so much noise. */
  private static final double LEAST_NOISE = 0.05;

  /** A value on this scale; spread lies in [0, 1). */
  abstract double of(double value, double spread);

  /** The value that lies there on this scale. */
  abstract double value(double scaled);

  /** The smallest standard deviation that is taken for real, of a count half a unit at least. */
  abstract double leastNoise(double scaled);
}
