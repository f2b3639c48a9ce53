package dev.spike.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class LiveSetTest {
  private static final int MB = 1 << 20;

  private byte[] held = new byte[0];

  @Test
  void seesWhatIsHeldAndNoGarbage() {
    LiveSet meter = new LiveSet();
    MemoryReading before = meter.read();
    held = new byte[50 * MB];
    MemoryReading with = meter.read();
    assertThat(held).hasSize(50 * MB);
    held = new byte[0];
    MemoryReading after = meter.read();

    assertThat(with.liveSetBytes() - before.liveSetBytes()).isBetween(40L * MB, 70L * MB);
    assertThat(with.liveSetBytes() - after.liveSetBytes()).isBetween(40L * MB, 70L * MB);
    assertThat(before.maxHeapBytes()).isPositive();
    assertThat(before.collector()).isNotBlank();
    assertThat(before.note()).isEmpty();
  }

  @Test
  void readsTheTotalOfAHistogram() {
    String histogram =
        """
         num     #instances         #bytes  class name (module)
           1:          3000         240000  [B (java.base@17)
        Total          4000         300000
        """;

    assertThat(LiveSet.totalOf(histogram)).isEqualTo(300_000);
    assertThatIllegalStateException().isThrownBy(() -> LiveSet.totalOf("nothing"));
  }
}
