package dev.spike.repeat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Weeks of remission of 42 children with leukaemia (Freireich et al., Blood 21, 1963; the example
 * of most textbooks since Gehan, Biometrika 52, 1965).
 */
final class Freireich {
  static final List<CensoredTime> TREATED =
      Stream.concat(
              ended(6, 6, 6, 7, 10, 13, 16, 22, 23),
              IntStream.of(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
                  .mapToObj(CensoredTime::until))
          .toList();
  static final List<CensoredTime> PLACEBO =
      ended(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23).toList();

  private Freireich() {}

  private static Stream<CensoredTime> ended(int... weeks) {
    return IntStream.of(weeks).mapToObj(CensoredTime::ended);
  }
}
