package dev.spike.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.junit.cases.FirstSpike;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstSpikeTest {
  /** Whether it is let go in time is a matter of the machine; all else is not. */
  @Test
  void runsAndWritesItsResult(@TempDir Path folder) {
    var ended = Launched.run(Map.of(Settings.RESULTS, folder.toString()), FirstSpike.class);

    assertThat(ended)
        .singleElement()
        .satisfies(test -> assertThat(test.message()).matches("(?s)|stock-herd INVALID: .*late.*"));
    assertThat(folder.resolve(FirstSpike.class.getName() + ".herd.json")).exists();
  }
}
