package dev.spike.samples.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.ScenarioProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user types, and types wrong. */
class SuiteCommandLineTest {
  @TempDir Path folder;

  private SuiteJvm ended(String... args) throws Exception {
    return SuiteJvm.ended(folder, args);
  }

  private static List<ScenarioProvider> scenarios() {
    return ServiceLoader.load(ScenarioProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  @Test
  void listsTheScenarios() throws Exception {
    SuiteJvm list = ended("-l");

    assertThat(list.awaitEnd()).isZero();
    assertThat(list.out().lines()).hasSameSizeAs(scenarios());
    assertThat(scenarios())
        .allSatisfy(s -> assertThat(list.out()).contains(s.name(), s.description()));
  }

  @Test
  void listsTheirParameters() throws Exception {
    SuiteJvm list = ended("-lp", "herd");

    assertThat(list.awaitEnd()).isZero();
    assertThat(list.out().lines().map(line -> line.strip().split(" ", 2)[0]).toList())
        .contains("thundering-herd-login", "logins", "users-seed", "rate", "bucket", "max-p95")
        .doesNotContain("baseline-requests");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          --nonsense                               | unknown flag '--nonsense': -h lists
          herd -p lgins=5                          | parameter 'lgins' is unknown
          nothing-like-it                          | pattern 'nothing-like-it' matches no scenario
          -p rate=-3                               | parameter rate=-3: it must be above zero, such as 300
          -p rate=many                             | parameter rate=many: it must be a number such as
          -p baseline=0s                           | parameter baseline=0s: it must be longer than zero
          -p spike=-1s                             | parameter spike=-1s: it must be longer than zero
          pool -p watch=6s                         | watch at least 11.0 s (twice the limit, and the limit and 30 intervals)
          -rff missing/r.json                      | missing/r
          pool -p pool-size=0                      | parameter pool-size: 0 is too little
          pool -p borrow-timeout=1ms               | parameter borrow-timeout: 1 is too little
          breaker -p heal=perhaps                  | parameter heal=perhaps: it must be true or false
          avalanche -p min-updates=0               | parameter min-updates=0: it must be 1 or more
          avalanche -p min-updates=some            | parameter min-updates=some: it must be a whole number
          herd -p storefront=elsewhere             | parameter storefront=elsewhere: it must be child
          herd -p services=kitchen                 | parameters services=kitchen
          herd -p storefront-flags=--pool-size=0   | --pool-size 0 is out of bounds: give 1 to 1000
          herd -p auth=http://192.0.2.1:80         | auth at http://192.0.2.1:80 is beyond loopback: load goes only where it was asked for; give -p allow-host=192.0.2.1
          herd -p auth=localhost                   | 'localhost', not an absolute URL with a host: write one such as http://localhost:8081
          herd -p auth=http://[half                | parameter auth=http://[half: it is no URL; give one such as http://localhost:8081
          herd -p auth=ftp://localhost             | is not an absolute http or https address: give one such as http://localhost:8081
          --read nowhere.jsonl                     | result file nowhere.jsonl: it does not exist; give the path of
          """)
  void whatIsWrongIsOneLineAndNothingIsStarted(String args, String expected) throws Exception {
    List<String> words = new ArrayList<>(List.of(args.strip().split(" +", -1)));
    SuiteJvm refused = SuiteJvm.started(folder, words);

    assertThat(refused.awaitEnd()).as(refused.err()).isEqualTo(3);
    assertThat(refused.err().lines())
        .singleElement()
        .asString()
        .startsWith("spike: ")
        .contains(expected.strip());
    assertThat(refused.out()).isEmpty();
  }

  @Test
  void aCorruptResultFileIsRefused() throws Exception {
    Files.writeString(folder.resolve("r.jsonl"), "{\"record\":\"run\"\nand more\n");
    SuiteJvm reader = ended("--read", "r.jsonl");

    assertThat(reader.awaitEnd()).isEqualTo(3);
    assertThat(reader.err().lines()).singleElement().asString().contains("r.jsonl, line 1");
  }

  @Test
  void aPortInUseIsASetUpThatFailed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SuiteJvm suite = portTaken(taken.getLocalPort());

      assertThat(suite.awaitEnd()).isEqualTo(3);
      assertThat(suite.out().lines().filter(line -> line.contains("is in use")).distinct())
          .allSatisfy(
              line ->
                  assertThat(line)
                      .contains(
                          "port %d of backend is in use".formatted(taken.getLocalPort()),
                          "choose another with --backend-port, or 0 for any free one"));
      assertThat(suite.out()).contains("is in use");
      assertThat(suite.err() + suite.out()).doesNotContain("\tat ");
    }
  }

  private SuiteJvm portTaken(int port) throws IOException, InterruptedException {
    return SuiteJvm.ended(
        folder,
        "baseline-requests",
        "-p",
        "services=backend",
        "-p",
        "storefront-flags=--backend-port " + port);
  }
}
