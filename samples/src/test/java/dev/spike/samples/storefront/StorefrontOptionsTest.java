package dev.spike.samples.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorefrontOptionsTest {
  @Test
  void startsEverythingByDefault() {
    StorefrontOptions options = StorefrontOptions.of();
    assertThat(options.services()).containsExactly(Service.values());
    assertThat(options.poolSize()).isEqualTo(10);
    assertThat(options.parent()).isEmpty();
    assertThat(options.jdbcUrl()).startsWith("jdbc:h2:mem:");
    assertThat(options.leakBytesPerRequest()).isZero();
  }

  @Test
  void takesASubset() {
    StorefrontOptions options = StorefrontOptions.of("--services", "workers,auth");
    assertThat(options.services()).containsExactly(Service.AUTH, Service.WORKERS);
    assertThat(options.flags()).containsExactly("--services", "workers,auth");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--pool-size|0|--pool-size 0 is out of bounds: give 1 to 1000",
        "--auth-port|70000|--auth-port 70000 is out of bounds: give 0 to 65535",
        "--hash-iterations|-1|--hash-iterations -1 is out of bounds: give 0 to 2147483647",
        "--max-replicas|3|--max-replicas 3 is out of bounds: give 8 to 1000",
        "--feed-interval-millis|0|--feed-interval-millis 0 is out of bounds: give 1 to 600000",
        "--pool-size|ten|Invalid value for option '--pool-size': 'ten' is not an int",
        "--services|shop|Invalid value for option '--services' (NAME)",
      })
  void refusesInOneLine(String flag, String value, String message) {
    assertThatThrownBy(() -> StorefrontOptions.of(flag, value))
        .isInstanceOf(StorefrontException.class)
        .hasMessageStartingWith(message)
        .hasMessageEndingWith("(--help lists the flags)")
        .hasMessageNotContaining("\n");
  }

  @Test
  void helpNamesEveryFlag() {
    assertThat(StorefrontOptions.of("--help").help()).isTrue();
    assertThat(StorefrontOptions.usage()).contains("--leak-bytes-per-request", "fault for tests");
  }

  @Test
  void lowersThePriorityWhereNiceExists(@TempDir Path folder) throws IOException {
    assertThat(LowPriority.in(folder.toString()).prefix()).isEmpty();
    assertThat(LowPriority.in(null).note()).contains("no executable nice");
    Path nice = Files.createFile(folder.resolve("nice"));
    assertThat(LowPriority.in(folder.toString()).prefix()).isEmpty();
    assertThat(nice.toFile().setExecutable(true)).isTrue();
    assertThat(LowPriority.in("/nowhere:" + folder).prefix())
        .containsExactly(nice.toString(), "-n", "10");
  }
}
