package dev.spike.samples.suite;

import static dev.spike.samples.suite.ShortRun.assertBroken;
import static dev.spike.samples.suite.ShortRun.assertUnbroken;
import static dev.spike.samples.suite.ShortRun.criterion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.judge.Answer;
import dev.spike.judge.Verdict;
import dev.spike.report.ScenarioResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The services, broken for real one at a time: exactly the scenario concerned is red or skipped.
 * Each has a twin in which nothing is broken.
 */
class BrokenServicesTest {
  private static final String CHEAP_HASH = "--hash-iterations 100";
  private static final String QUICK_FEED = "--feed-interval-millis 20";

  @AfterAll
  static void endStorefronts() {
    RunningStorefronts.shared().close();
  }

  private static ShortRun orders() {
    // The breaker waits 2 s before it tries again.
    return ShortRun.of(new CircuitBreakerActivation()).with("spike", "2s").with("watch", "7s");
  }

  @Test
  void aPaymentThatIsHealedLetsTheBreakerClose() {
    assertUnbroken(orders().run());
  }

  @Test
  void aPaymentThatIsNeverHealedKeepsTheBreakerFromClosing() {
    assertBroken(orders().with("heal", "false").run(), "breaker.closed.late");
  }

  private static ShortRun borrowing() {
    return ShortRun.of(new ConnectionPoolStress())
        .with("operations", "100")
        .with("spike", "1s");
  }

  @Test
  void aPoolThatGetsEverythingBack() {
    assertUnbroken(borrowing().run());
  }

  @Test
  void aPoolThatLeaksIsFoundThoughItStillHasConnections() {
    ScenarioResult result = borrowing().with("leak-every", "60").run();

    assertBroken(result, "pool.leaked");
    assertThat(criterion(result, "pool.leaked").value()).isBetween(1.0, 9.0);
  }

  @Test
  void aPoolThatReplacesDeadConnections() {
    ScenarioResult result = killed().run();

    assertThat(criterion(result, "fault.fired.connection-killed-on-storefront.db").answer())
        .isEqualTo(Answer.MET);
    assertThat(criterion(result, "error rate in SPIKE").answer()).isEqualTo(Answer.MET);
  }

  private static ShortRun killed() {
    return borrowing().with("killed", "8").with("max-errors", "20");
  }

  @Test
  void aPoolThatLendsDeadConnectionsAgain() {
    ScenarioResult result = killed().with("evict-dead", "false").run();

    assertThat(criterion(result, "fault.fired.connection-killed-on-storefront.db").answer())
        .isEqualTo(Answer.MET);
    assertThat(criterion(result, "error rate in SPIKE").answer()).isEqualTo(Answer.NOT_MET);
  }

  private static ShortRun reads() {
    return ShortRun.of(new CacheCoherence()).with("operations", "400");
  }

  @Test
  void aCacheThatIsInvalidated() {
    assertUnbroken(reads().run());
  }

  @Test
  void aCacheWithoutInvalidation() {
    assertBroken(reads().with("stale", "true").run(), "cache.stale");
  }

  @Test
  void aCacheThatIsLoadedByAllWhoMissAKey() {
    ScenarioResult result =
        reads()
            .with("racing", "true")
            .with("operations", "40")
            .with("spike", "1s")
            .with("slow-query", "200ms")
            .run();

    assertThat(criterion(result, "fault.fired.cache-cleared-on-storefront.catalog").answer())
        .isEqualTo(Answer.MET);
    assertThat(criterion(result, "cache.overlapping-loads").answer()).isEqualTo(Answer.NOT_MET);
  }

  private static ShortRun requests() {
    return ShortRun.of(new BaselineRequests()).storefront(QUICK_FEED);
  }

  private static ShortRun logins() {
    return ShortRun.of(new ThunderingHerdLogin())
        .storefront(CHEAP_HASH)
        .with("logins", "50");
  }

  @Test
  void requestsAndLoginsToServicesThatAreThere() {
    assertUnbroken(requests().run());
    assertUnbroken(logins().run());
  }

  @Test
  void aDatabaseThatHangsKeepsTheHerdWaiting() {
    ScenarioResult result =
        logins()
            .with("spike", "2s")
            .with("stall", "1500ms")
            .with("max-p95", "100ms")
            .run();

    assertThat(criterion(result, "fault.fired.hang-on-accounts.db").answer()).isEqualTo(Answer.MET);
    assertThat(criterion(result, "p95 in SPIKE").answer()).isEqualTo(Answer.NOT_MET);
  }

  @Test
  void withoutAuthOnlyItsScenarioIsSkipped() {
    ScenarioResult skipped = logins().with("services", "backend").run();
    ScenarioResult other = requests().with("services", "backend").run();

    assertThat(skipped.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(skipped.reasons())
        .containsExactly(
            "auth is not among the started services (backend) and no URL of it is known:"
                + " give -p auth=URL or set AUTH_URL");
    assertUnbroken(other);
  }

  @Test
  void whereAllIsRequiredAServiceThatIsNotThereIsAFailure() {
    ScenarioResult result = logins().with("services", "backend").requiringAll().run();

    assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(result.reasons()).first().asString().contains("auth is not among the started");
    assertThat(result.reasons()).last().asString().contains("required");
  }

  @Test
  void aServiceThatDoesNotAnswerSkipsItsScenarioAndSaysWhatWasTried() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    ScenarioResult result = logins().with("auth", "http://127.0.0.1:" + port).run();

    assertThat(result.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(result.reasons())
        .singleElement()
        .asString()
        .contains(":" + port + "/health", "connection refused", "4 tries");
  }

  @Test
  void passwordsOfAnotherSeedAreRefused() {
    assertBroken(logins().with("users-seed", "2").run(), "error rate in SPIKE", "tokens.of-burst");
  }

  private static ShortRun subscribers(String flags) {
    return ShortRun.of(new WebSocketAvalanche())
        .storefront(QUICK_FEED + flags)
        .with("warmup", "200ms")
        .with("subscribers", "20")
        .with("min-updates", "2");
  }

  @Test
  void aFeedThatLosesNothing() {
    assertUnbroken(subscribers("").run());
  }

  @Test
  void aFeedThatLosesNumbers() {
    assertBroken(subscribers(" --feed-drop-every 7").run(), "feed.lost");
  }

  @Test
  void subscribersWhoComeBackAfterAReset() {
    ScenarioResult result = subscribers("").with("resets", "true").run();

    assertThat(criterion(result, "fault.fired.cut-on-feed").answer()).isEqualTo(Answer.MET);
    assertThat(criterion(result, "feed.lost").answer()).isEqualTo(Answer.MET);
    assertThat(criterion(result, "feed.unclean").answer()).isEqualTo(Answer.MET);
  }

  @Test
  void subscribersWhoStayAwayAfterAReset() {
    ScenarioResult result = subscribers("").with("resets", "true").with("reconnect", "false").run();

    assertThat(criterion(result, "fault.fired.cut-on-feed").answer()).isEqualTo(Answer.MET);
    assertThat(criterion(result, "feed.unclean").answer()).isEqualTo(Answer.NOT_MET);
  }

  private static ShortRun jobs(String flags) {
    return ShortRun.of(new AutoscalingResponse())
        .storefront(flags)
        .with("step", "400ms")
        .with("max-overshoot", "10000")
        .with("max-events", "1000");
  }

  @Test
  void workersThatFollowTheLoad() {
    ScenarioResult result = jobs("--min-replicas 1").run();

    assertUnbroken(result);
    assertThat(criterion(result, "scaling.reaction").value()).isFinite();
  }

  @Test
  void workersThatCannotFollowTheLoad() {
    ScenarioResult result = jobs("--min-replicas 1 --max-replicas 1").run();

    assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(criterion(result, "scaling.reaction").value()).isInfinite();
    assertThat(criterion(result, "scaling.reaction").answer()).isEqualTo(Answer.NOT_MET);
  }

  @Test
  void aTargetThatLeaksMemory() {
    // 300 MB and more of 768, in arrays that fit into one region of the collector each.
    ScenarioResult result =
        ShortRun.of(new BaselineRequests())
            .with("services", "backend")
            .with("storefront-flags", "--leak-bytes-per-request 1000000")
            .with("rate", "110")
            .run();

    assertBroken(result, "memory.growth");
    assertThat(criterion(result, "memory.growth").value()).isGreaterThan(300e6);
  }

  @Test
  void theSameTargetWithoutALeak() {
    ScenarioResult result =
        ShortRun.of(new BaselineRequests()).with("services", "backend").with("rate", "110").run();

    assertUnbroken(result);
    assertThat(criterion(result, "memory.growth").answer()).isEqualTo(Answer.MET);
  }
}
