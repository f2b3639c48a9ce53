package dev.spike.junit;

import static dev.spike.chaos.fault.Faults.latency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import dev.spike.junit.cases.Disturbed;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult.Status;

class ChaosExtensionTest {
  /** Whatever a test came to, nothing stays armed. */
  @AfterEach
  void nothingIsArmed() {
    assertThat(Disturbed.DB.isArmed()).isFalse();
  }

  @Test
  void faultsActOnTheTestsOwnCallsUnlessOnAllThreads() {
    var ended = Launched.run(Disturbed.Passing.class);

    assertThat(ended).hasSize(6).allSatisfy(t -> assertThat(t.message()).as(t.name()).isEmpty());
  }

  @Test
  void aChaosMayBeTakenBeforeTheTest() {
    assertThat(Launched.run(Disturbed.Armed.class))
        .singleElement()
        .satisfies(test -> assertThat(test.message()).isEmpty());
  }

  @Test
  void theJournalIsPrintedWhenTheTestFails() {
    PrintStream console = System.out;
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    List<Launched.Ended> ended;
    System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
    try {
      ended = Launched.run(Map.of(Settings.SEED, "42"), Disturbed.Throwing.class);
    } finally {
      System.setOut(console);
    }

    assertThat(ended)
        .singleElement()
        .satisfies(test -> assertThat(test.message()).isEqualTo("injected at cases.db"));
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("# Faults of dev.spike.junit.cases.Disturbed$Throwing.fails, seed 42:")
        .contains("exception fault on cases.db: looked at by 1 calls, acted on 1")
        .contains("after arming: exception at cases.db");
  }

  @Test
  void faultsEndWithATestThatTimesOut() {
    assertThat(Launched.run(Disturbed.TimingOut.class))
        .hasSize(2)
        .allSatisfy(test -> assertThat(test.error()).containsInstanceOf(TimeoutException.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "misspelt      | never acted: no point is named cases.bd: perhaps cases.db",
        "idle          | latency fault on cases.db never acted: no call of this test",
        "noTimeToLive  | time to live of a fault was PT0S, but must be above zero",
        "noTime        | has latency = \"1 hour\": give a time such as 200ms, 2s or 5min",
        "nothing       | says not what goes wrong: give latency, exception or hang",
        "notToBeMade   | TimeUnitException cannot be made of a message, nor of nothing",
        "endedBefore   | ended by itself after PT0.001S, before the test did",
        "leftSomething | has a condition that threw: java.lang.IllegalStateException: broken",
      })
  void whatIsWrongWithAFaultFailsItsTest(String test, String message) {
    assertThat(Launched.only(test, Disturbed.Wrong.class))
        .satisfies(ended -> assertThat(ended.status()).isEqualTo(Status.FAILED))
        .satisfies(ended -> assertThat(ended.message()).contains(message));
  }

  @Test
  void aFactoryOfDynamicTestsIsRefused() {
    assertThat(Launched.run(Disturbed.Factory.class))
        .extracting(Launched.Ended::name, Launched.Ended::message)
        .containsExactlyInAnyOrder(
            tuple(
                "annotated()",
                "@WithFault on cases.db is not for the dynamic tests of"
                    + " dev.spike.junit.cases.Disturbed$Factory.annotated: arm it in each of them"
                    + " by a Chaos that the method takes, or make it a @ParameterizedTest"),
            tuple("disturbed", ""));
    assertThat(Launched.run(Disturbed.FactoryOfClass.class))
        .singleElement()
        .satisfies(ended -> assertThat(ended.name()).isEqualTo("tests()"))
        .satisfies(ended -> assertThat(ended.message()).contains("is not for the dynamic tests"));
  }

  @Test
  void nothingIsArmedWhenTheTestIsOver() {
    Launched.only("leftSomething", Disturbed.Wrong.class);
    Chaos kept = Objects.requireNonNull(Disturbed.Wrong.kept);

    assertThatIllegalStateException()
        .isThrownBy(() -> kept.arm(latency(Duration.ofMillis(1)).on("cases.db")))
        .withMessageContaining("Disturbed$Wrong.leftSomething is over: arm it before");
  }

  @Test
  void aConstructorGetsNone() {
    assertThat(Launched.run(Disturbed.Constructed.class))
        .singleElement()
        .satisfies(test -> assertThat(test.message()).contains("Chaos is for one test: take it"));
  }
}
