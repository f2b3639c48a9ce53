package dev.spike.remote.proxy;

/** The checks of probabilities that toxics share. */
final class Probability {
  private Probability() {}

  static void check(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "The %s was %s, but must be from 0 to 1: give for example 0.1".formatted(name, value));
    }
  }

  static void checkCorrelation(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "The %s was %s, but must be from 0 to below 1: give 0 for independent ones"
              .formatted(name, value));
    }
  }
}
