package dev.spike.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.measure.Unit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0, NANOS, 0.00 us",
    "850, NANOS, 0.85 us",
    "999499, NANOS, 999 us",
    "999600, NANOS, 1.00 ms",
    "12345678, NANOS, 12.3 ms",
    "999999999, NANOS, 1.00 s",
    "123456000000, NANOS, 123 s",
    "NaN, NANOS, -",
    "Infinity, NANOS, open",
    "0, RATIO, 0.00%",
    "0.00001, RATIO, <0.01%",
    "0.05, RATIO, 5.00%",
    "0.09996, RATIO, 10.0%",
    "1, RATIO, 100%",
    "NaN, RATIO, -",
    "1800, COUNT, 1800",
    "0.5, COUNT, 0.50",
    "300, PER_SECOND, 300/s",
    "299.83, PER_SECOND, 300/s",
    "29.83, PER_SECOND, 29.8/s",
    "NaN, PER_SECOND, -",
    "0, BYTES, 0.00 B",
    "209715200, BYTES, 200 MB",
    "-1572864, BYTES, -1.50 MB",
    "1024, BYTES, 1.00 KB"
  })
  void threeDigitsAndAUnitThatSuits(double value, Unit unit, String text) {
    assertThat(Figures.of(value, unit)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 s", "200000000, 0.2 s", "6000000000, 6 s", "90000000000, 90 s"})
  void plannedLengthsHaveNoTrailingZeros(long nanos, String text) {
    assertThat(Figures.length(nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 00:00:00", "130400000000, 00:02:10", "3661000000000, 01:01:01"})
  void timeLeftIsInHoursMinutesAndSeconds(double nanos, String text) {
    assertThat(Figures.countdown(nanos)).isEqualTo(text);
  }
}
