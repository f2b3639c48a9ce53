package dev.spike.samples.storefront.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OccupancyTest {
  private final AtomicLong nanos = new AtomicLong(-50);
  private final Occupancy occupancy = new Occupancy(nanos::get, 100);

  @Test
  void averagesOverTime() {
    occupancy.change(4);
    nanos.addAndGet(30);
    occupancy.change(-2);
    nanos.addAndGet(70);
    assertThat(occupancy.mean()).isEqualTo((4 * 30 + 2 * 70) / 100.0);
  }

  @Test
  void forgetsWhatIsOlderThanItsWindow() {
    occupancy.change(10);
    nanos.addAndGet(100);
    assertThat(occupancy.mean()).isEqualTo(10);
    occupancy.change(-10);
    nanos.addAndGet(50);
    assertThat(occupancy.mean()).isEqualTo(10 * 100 / 150.0);
    nanos.addAndGet(50);
    assertThat(occupancy.mean()).isZero();
  }

  @Test
  void isTheCountWhenNoTimeHasPassed() {
    occupancy.change(3);
    assertThat(occupancy.mean()).isEqualTo(3);
  }
}
