package dev.spike.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GridTest {
  private static final Phase SHORT = new Phase("short", Role.WARMUP, 0, 30, 0, 0);
  private static final Phase UNEVEN = new Phase("uneven", Role.BASELINE, 30, 380, 0, 30);
  private static final Phase EVEN = new Phase("even", Role.SPIKE, 380, 580, 0, 380);
  private static final Grid GRID = new Grid(List.of(SHORT, UNEVEN, EVEN), 100);

  @Test
  void startsAnewWithEachPhaseAndLeavesTheRemainderToTheLast() {
    assertThat(GRID.size()).isEqualTo(6);
    assertThat(IntStream.range(0, 6).mapToObj(GRID::startOf))
        .containsExactly(0L, 30L, 130L, 230L, 380L, 480L);
    assertThat(IntStream.range(0, 6).mapToObj(GRID::endOf))
        .containsExactly(30L, 130L, 230L, 380L, 480L, 580L);
    assertThat(IntStream.range(0, 6).mapToObj(GRID::phaseOf))
        .containsExactly(SHORT, UNEVEN, UNEVEN, UNEVEN, EVEN, EVEN);
  }

  @Test
  void findsTheIntervalOfEveryInstant() {
    for (int i = 0; i < GRID.size(); i++) {
      for (long t = GRID.startOf(i); t < GRID.endOf(i); t++) {
        assertThat(GRID.indexOf(t)).isEqualTo(i);
      }
    }
    assertThat(GRID.indexOf(-5)).isZero();
    assertThat(GRID.indexOf(580)).isEqualTo(5);
    assertThat(GRID.indexOf(Long.MAX_VALUE)).isEqualTo(5);
  }

  @Test
  void refusesWhatIsNoInterval() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> GRID.startOf(6));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> GRID.phaseOf(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Grid(List.of(EVEN), 0))
        .withMessageContaining("bucket of 0 ns");
  }

  @Test
  void refusesMoreIntervalsThanCanBeKept() {
    Phase day = new Phase("day", Role.BASELINE, 0, 86_400_000_000_000L, 0, 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Grid(List.of(day), 1))
        .withMessageContainingAll("86400000000000 intervals", "at most 1000000", "wider bucket");
  }
}
