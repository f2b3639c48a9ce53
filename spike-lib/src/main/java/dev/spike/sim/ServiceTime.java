package dev.spike.sim;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long an undisturbed server works on one request. Any function of the generator will do; the
 * ones here are given by their mean, so that mean times rate over servers is the utilisation.
 */
@FunctionalInterface
public interface ServiceTime {
  /**
   * One service time in nanoseconds, zero or more and finite.
   *
   * @param random of this request alone; to be used within the call only
   */
  double nanos(RandomGenerator random);

  /** How reports call it. */
  default String description() {
    return "service times of its own";
  }

  /** Always the same. */
  static ServiceTime constant(Duration each) {
    double nanos = above(each);
    return new Distribution("constant service of " + each, random -> nanos);
  }

  /** Exponential. */
  static ServiceTime exponential(Duration mean) {
    double nanos = above(mean);
    return new Distribution(
        "exponential service of mean " + mean, random -> nanos * random.nextExponential());
  }

  /**
   * Lognormal: exp(ln(mean) - sigma^2/2 + sigma Z), Z normal; the squared coefficient of variation
   * is exp(sigma^2) - 1.
   *
   * @param sigma standard deviation of the logarithm; zero or more, 1 is much
   */
  static ServiceTime lognormal(Duration mean, double sigma) {
    if (!(sigma >= 0 && sigma < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "sigma of " + sigma + ": it must be zero or more, such as 0.5");
    }
    double mu = Math.log(above(mean)) - sigma * sigma / 2;
    return new Distribution(
        "lognormal service of mean " + mean + " and sigma " + sigma,
        random -> Math.exp(mu + sigma * random.nextGaussian()));
  }

  /**
   * Pareto: P(X > x) = (m/x)^shape for x above m = mean (shape - 1)/shape; the variance is infinite
   * up to a shape of 2.
   *
   * @param shape above 1, or there would be no mean
   */
  static ServiceTime pareto(Duration mean, double shape) {
    if (!(shape > 1 && shape < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "shape of " + shape + ": it must be above 1, or there is no mean; take 2.5, say");
    }
    double least = above(mean) * (shape - 1) / shape;
    return new Distribution(
        "Pareto service of mean " + mean + " and shape " + shape,
        random -> least * Math.exp(random.nextExponential() / shape));
  }

  private static double above(Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException(
          "service time of " + time + ": it must be above zero, such as Duration.ofMillis(5)");
    }
    return time.toNanos();
  }
}
