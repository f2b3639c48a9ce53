package dev.spike.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.MemoryUsage;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryGuardTest {
  private static final long MB = 1 << 20;

  private static MemoryGuard after(long usedMb, long maxMb) {
    return new MemoryGuard(
        () -> List.of(new MemoryUsage(0, usedMb * MB, 100 * MB, maxMb < 0 ? -1 : maxMb * MB)));
  }

  @Test
  void staysQuietWhileThereIsRoom() {
    assertThat(after(90, 100).alarm()).isEmpty();
    assertThat(after(99, -1).alarm()).as("no limit").isEmpty();
    assertThat(new MemoryGuard().alarm()).as("this JVM").isEmpty();
  }

  @Test
  void alarmsWhenHardlyAnythingIsFreeAfterACollection() {
    assertThat(after(91, 100).alarm()).get().asString().contains("91 of 100 MB", "-Xmx");
  }
}
