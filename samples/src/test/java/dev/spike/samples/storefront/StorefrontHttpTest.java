package dev.spike.samples.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.samples.storefront.auth.Users;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorefrontHttpTest {
  private static final AtomicBoolean PAYMENTS_DOWN = new AtomicBoolean();

  @SuppressWarnings("NullAway.Init")
  private static StorefrontInProcess storefront;

  @BeforeAll
  static void start() {
    StorefrontHooks hooks =
        new StorefrontHooks(
            pool -> pool,
            () -> {
              if (PAYMENTS_DOWN.get()) {
                throw new IllegalStateException("bank is down");
              }
            });
    storefront =
        StorefrontInProcess.start(
            StorefrontOptions.of("--hash-iterations", "10", "--seed", "5"), hooks);
  }

  @AfterAll
  static void stop() {
    storefront.close();
  }

  private static Client client(Service service) {
    return new Client(storefront.uri(service));
  }

  private static String login(String user, String password) {
    return "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password);
  }

  @ParameterizedTest
  @EnumSource
  void everyServiceIsHealthyAndOnLoopback(Service service) throws Exception {
    Client.Answer health = client(service).get("/health");
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.text("status")).isEqualTo("UP");
    assertThat(health.text("service")).isEqualTo(service.label());
    assertThat(storefront.uri(service).getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void aLoginGivesATokenThatIsTheUsers() throws Exception {
    Users users = new Users(5);
    Client auth = client(Service.AUTH);
    Client.Answer answer = auth.post("/login", login(users.name(17), users.password(17)));
    assertThat(answer.status()).isEqualTo(200);
    Client.Answer session = auth.get("/sessions/" + answer.text("token"));
    assertThat(session.status()).isEqualTo(200);
    assertThat(session.text("user")).isEqualTo("user-017");
  }

  @Test
  void aWrongPasswordAndAnUnknownTokenAreRefused() throws Exception {
    Client auth = client(Service.AUTH);
    Client.Answer wrong = auth.post("/login", login("user-001", "wrong"));
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.text("error")).isEqualTo("wrong user or password");
    assertThat(auth.get("/sessions/nonsense").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "{\"user\":\"user-001\"}", "not json"})
  void aBadBodyIsSaidInOneLine(String body) throws Exception {
    Client.Answer answer = client(Service.AUTH).post("/login", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("error")).startsWith("body is ").doesNotContain("\n");
  }

  @Test
  void aProductIsReadAndWritten() throws Exception {
    Client backend = client(Service.BACKEND);
    assertThat(backend.get("/products/9").text("name")).isEqualTo("product-9");
    Client.Answer written = backend.put("/products/9", "{\"name\":\"lamp\",\"priceCents\":7}");
    assertThat(written.status()).isEqualTo(200);
    assertThat(written.text("version")).isEqualTo("2");
    assertThat(backend.get("/products/9").body()).isEqualTo(written.body());
  }

  @Test
  void whatIsWrongWithAProductIsSaid() throws Exception {
    Client backend = client(Service.BACKEND);
    assertThat(backend.get("/products/9999").status()).isEqualTo(404);
    assertThat(backend.get("/products/x").text("error"))
        .isEqualTo("product id 'x' is not a whole number");
    assertThat(backend.put("/products/9", "{\"name\":\"\",\"priceCents\":7}").status())
        .isEqualTo(400);
    assertThat(backend.put("/products/9999", "{\"name\":\"a\",\"priceCents\":7}").status())
        .isEqualTo(404);
  }

  @Test
  void anOrderIsPlacedRefusedOrFails() throws Exception {
    Client backend = client(Service.BACKEND);
    String order = "{\"productId\":1,\"quantity\":2}";
    Client.Answer placed = backend.post("/orders", order);
    assertThat(placed.status()).isEqualTo(201);
    assertThat(placed.text("cents")).isEqualTo("220");
    assertThat(backend.post("/orders", "{\"productId\":1,\"quantity\":0}").status()).isEqualTo(400);
    assertThat(backend.post("/orders", "{\"productId\":999,\"quantity\":1}").status())
        .isEqualTo(404);
    PAYMENTS_DOWN.set(true);
    assertThat(backend.post("/orders", order).status()).isEqualTo(502);
    var breaker = storefront.backend().orElseThrow().orders().breaker();
    breaker.transitionToForcedOpenState();
    assertThat(backend.post("/orders", order).status()).isEqualTo(503);
    assertThat(backend.get("/state").text("breaker")).isEqualTo("FORCED_OPEN");
    PAYMENTS_DOWN.set(false);
    breaker.transitionToClosedState();
    assertThat(backend.post("/orders", order).status()).isEqualTo(201);
  }

  @Test
  void aJobIsAnsweredWhenItIsDone() throws Exception {
    Client workers = client(Service.WORKERS);
    Client.Answer job = workers.post("/jobs", "");
    assertThat(job.status()).isEqualTo(200);
    assertThat(job.text("replica")).startsWith("replica-");
    Client.Answer scaling = workers.get("/scaling");
    assertThat(scaling.body().get("now").get("done").asLong()).isPositive();
    assertThat(scaling.body().get("minReplicas").asInt()).isEqualTo(8);
    assertThat(workers.get("/scaling?since=x").status()).isEqualTo(400);
  }
}
