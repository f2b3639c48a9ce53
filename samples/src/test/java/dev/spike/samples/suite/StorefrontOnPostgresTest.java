package dev.spike.samples.suite;

import static dev.spike.samples.suite.ShortRun.assertUnbroken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spike.judge.Answer;
import dev.spike.judge.Verdict;
import dev.spike.report.ScenarioResult;
import dev.spike.samples.storefront.backend.PostgresServer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The suite against another database than the embedded one. */
class StorefrontOnPostgresTest {
  @Test
  void thePoolOfARealServer() throws Exception {
    String gone;
    try (PostgresServer server = PostgresServer.start(binaries())) {
      gone = server.jdbcUrl();
      ScenarioResult result = stress(server.jdbcUrl()).run();

      assertUnbroken(result);
      assertThat(ShortRun.criterion(result, "pool.borrows").answer()).isEqualTo(Answer.MET);
      assertThat(ShortRun.criterion(result, "pool.leaked").answer()).isEqualTo(Answer.MET);
    }
    ScenarioResult skipped = stress(gone).with("borrow-timeout", "1s").run();
    assertThat(skipped.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(skipped.reasons()).singleElement().asString().contains("cannot be used");
  }

  private static ShortRun stress(String jdbcUrl) {
    return ShortRun.of(new ConnectionPoolStress())
        .with("operations", "100")
        .with("borrow-timeout", "30s")
        .with("jdbc-url", jdbcUrl);
  }

  private static Path binaries() throws Exception {
    Optional<Path> binaries = PostgresServer.binaries();
    if ("true".equals(System.getenv("CI"))) {
      assertThat(binaries).as("PostgreSQL binaries, needed where CI=true").isPresent();
    }
    assumeTrue(binaries.isPresent(), "no PostgreSQL binaries on this machine");
    return binaries.orElseThrow();
  }
}
