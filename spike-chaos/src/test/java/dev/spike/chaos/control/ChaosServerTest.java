package dev.spike.chaos.control;

import static dev.spike.chaos.fault.Faults.exception;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.spike.chaos.Arming;
import dev.spike.chaos.ChaosPoint;
import dev.spike.chaos.Injection;
import dev.spike.chaos.Lease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ChaosServerTest {
  private static final ChaosPoint DB = ChaosPoint.of("control.db");
  private static final String FAILING =
      "on=control.db&fault=exception&exception=IOException&message=gone&ttl=10min";

  private final ChaosServer server =
      ChaosServer.start(ChaosServerOptions.defaults().withMaxLeases(3));
  private final Requests requests = Requests.to(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aLeaseActsUntilItIsDeleted() {
    String id = requests.armed(FAILING);

    assertThatThrownBy(DB::hit).isExactlyInstanceOf(IOException.class).hasMessage("gone");
    assertThat(requests.get("/v1/leases/" + id).body())
        .contains("\"fault\":\"exception\",\"on\":\"control.db\",\"state\":\"armed\"")
        .contains("\"considered\":1,\"fired\":1")
        .containsPattern("\"remainingMillis\":[1-9]\\d{4,5},");
    assertThat(requests.get("/v1/leases").body()).contains(id);

    HttpResponse<String> deleted = requests.sent("DELETE", "/v1/leases/" + id, "");
    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(deleted.body())
        .contains("\"state\":\"closed\",\"remainingMillis\":0")
        .doesNotContain("error");
    assertThatCode(DB::hit).doesNotThrowAnyException();
    assertThat(requests.sent("DELETE", "/v1/leases/" + id, "").statusCode()).isEqualTo(200);
    assertThat(requests.post("/v1/leases/" + id + "/renew", "ttl=1s").statusCode()).isEqualTo(409);
  }

  @Test
  void aRenewedLeaseLivesLonger() {
    String id = requests.armed(FAILING);
    HttpResponse<String> renewed = requests.post("/v1/leases/" + id + "/renew", "ttl=1min");
    assertThat(renewed.statusCode()).isEqualTo(200);
    assertThat(renewed.body()).containsPattern("\"remainingMillis\":[1-5]?\\d{1,4},");
    assertThat(requests.post("/v1/leases/" + id + "/renew", "time=1min").body())
        .contains("'time' is no parameter here: write ttl");
  }

  @Test
  void theServersEndIsTheFaultsEnd() {
    requests.armed(FAILING);
    server.close();
    assertThatCode(DB::hit).doesNotThrowAnyException();
  }

  @Test
  void aSeedDecidesAsItDoesLocally() {
    String id =
        requests.armed(
            "on=control.db&fault=exception&exception=IOException&probability=0.5&seed=42&ordinal=2");
    List<Boolean> remote = decisions();
    requests.sent("DELETE", "/v1/leases/" + id, "");

    Arming arming = Arming.of(42, Duration.ofMinutes(5)).withOrdinal(2);
    Injection same = exception(IOException::new).on("control.db").withProbability(0.5);
    try (Lease lease = same.arm(arming)) {
      assertThat(remote).isEqualTo(decisions()).contains(true, false);
    }
  }

  private static List<Boolean> decisions() {
    List<Boolean> thrown = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      thrown.add(catchThrowable(DB::hit) != null);
    }
    return thrown;
  }

  @Test
  void pointsAndFaultsAreListed() {
    assertThat(requests.get("/v1/points").body()).contains("\"control.db\"");
    assertThat(requests.get("/v1/faults").body())
        .contains("\"latency\":[\"delay\",\"middle spread\"")
        .contains("\"sqlError\":[\"error [vendor]\"]");
  }

  @Test
  void whoAsksForAFormGetsOne() {
    HttpResponse<String> answer =
        Requests.sent(
            HttpRequest.newBuilder(server.uri().resolve("/v1/leases"))
                .header("Authorization", "Bearer " + server.token())
                .header("Accept", Form.MEDIA_TYPE)
                .POST(HttpRequest.BodyPublishers.ofString(FAILING)));
    assertThat(Form.parsed(answer.body())).containsEntry("state", "armed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer 0123456789abcdef0123", "Basic abc"})
  void withoutTheTokenNothingIsDone(String authorization) {
    for (String path : new String[] {"/v1/leases", "/v1/points", "/", "/v1/leases/1"}) {
      HttpResponse<String> answer =
          Requests.sent(
              HttpRequest.newBuilder(server.uri().resolve(path))
                  .header("Authorization", authorization)
                  .POST(HttpRequest.BodyPublishers.ofString(FAILING)));
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }
    assertThatCode(DB::hit).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "fault=latency&delay=1s                            | 'on' was not given, but has to be",
        "on=control.db                                     | 'fault' was not given",
        "on=control.db&fault=latncy&delay=1s               | none has that name: write latency",
        "on=control.db&fault=latency&dely=1s               | 'dely' is no parameter of latency, which takes delay | middle spread",
        "on=control.db&fault=latency                       | latency was given [], but takes delay | middle spread",
        "on=control.db&fault=latency&delay=200             | 'delay' was '200', but has to be a time such as 200ms",
        "on=control.db&fault=latency&delay=0s              | must be above zero",
        "on=control.dv&fault=hang                          | no point is named control.dv: perhaps control.db",
        "on=control db&fault=hang                          | The name of a point was 'control db'",
        "on=control.db&fault=hang&ttl=0s                   | The ttl was 0s, but has to be above zero",
        "on=control.db&fault=hang&ttl=11min                | at most PT10M",
        "on=control.db&fault=hang&probability=1.5          | must be above 0 and at most 1",
        "on=control.db&fault=hang&probability=NaN          | has to be a number such as 0.3",
        "on=control.db&fault=hang&seed=x                   | 'seed' was 'x', but has to be a whole number",
        "on=control.db&fault=hang&on=control.db            | 'on' was given twice",
        "on=control.db&fault=hang&message=%zz              | '%zz' is no form encoding",
        "on=control.db&fault=exception&exception=java.lang.Error | has to be one of [IOException",
        "on=control.db&fault=sqlError&error=NONE           | has to be one of [SERIALIZATION_FAILURE",
        "on=x&fault=cpuHogs&threads=1&probability=0.5      | acts on the whole from its arming to its revert",
        "on=control.db&fault=slowQuery&sql=(&delay=1s      | Unclosed group near index",
      })
  void whatIsWrongIsRefusedInOneLine(String body, String message) {
    HttpResponse<String> answer = requests.post("/v1/leases", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains(message).hasLineCount(1);
    assertThat(requests.get("/v1/leases").body()).isEqualTo("{\"leases\":[]}\n");
  }

  @Test
  void aPointThatIsStillToComeHasToBeDeclaredSo() {
    requests.armed("on=control.later&fault=hang&absent=true");
  }

  @Test
  void whatIsNowhereIsNotFound() {
    assertThat(requests.get("/v1/leases/17").body()).contains("No lease has the id '17'");
    assertThat(requests.get("/v1/lease").statusCode()).isEqualTo(404);
    assertThat(requests.sent("PUT", "/v1/leases", "").body()).contains("Nothing is at PUT");
    assertThat(requests.get("/v1/leases/%7Bid%7D").statusCode()).isEqualTo(404);
    assertThat(requests.post("/v1/leases?on=control.db", "").body()).contains("go into the body");
  }

  @Test
  void notMoreThanTheMostAreArmedAndWhatIsOverMakesRoom() {
    String first = requests.armed(FAILING);
    requests.armed(FAILING);
    requests.armed(FAILING);
    HttpResponse<String> tooMany = requests.post("/v1/leases", FAILING);
    assertThat(tooMany.statusCode()).isEqualTo(429);
    assertThat(tooMany.body()).contains("3 faults already are");

    requests.sent("DELETE", "/v1/leases/" + first, "");
    requests.armed(FAILING);
    assertThat(requests.get("/v1/leases/" + first).statusCode()).isEqualTo(404);
  }

  @Test
  void theTokenIsTheUsersOrGeneratedAndNeverTold() {
    assertThat(server.token()).matches("[0-9a-f]{48}");
    ChaosServerOptions options = ChaosServerOptions.defaults().withToken("0123456789abcdef");
    try (ChaosServer other = ChaosServer.start(options)) {
      assertThat(other.token()).isEqualTo("0123456789abcdef");
    }
    assertThat(options.toString()).doesNotContain("0123456789abcdef");
    assertThatThrownBy(() -> options.withToken("short and bad"))
        .hasMessageContaining("16 to 200")
        .hasMessageNotContaining("short");
  }

  @Test
  void badOptionsAreRefused() {
    ChaosServerOptions options = ChaosServerOptions.defaults();
    assertThatThrownBy(() -> options.withPort(65_536)).hasMessageContaining("0 to 65535");
    assertThatThrownBy(() -> options.withMaxLeases(0)).hasMessageContaining("1 to 1000");
    assertThatThrownBy(() -> options.withMaxTimeToLive(Duration.ZERO))
        .hasMessageContaining("above zero");
    assertThatThrownBy(() -> ChaosServer.start(options.withPort(server.uri().getPort())))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("could not listen");
  }
}
