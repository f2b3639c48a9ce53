package dev.spike.samples.suite;

import static dev.spike.LoadProfile.burst;
import static dev.spike.Stretch.at;
import static dev.spike.judge.Criteria.count;
import static dev.spike.measure.Role.SPIKE;

import dev.spike.Parameter;
import dev.spike.Params;
import dev.spike.Scenario;
import dev.spike.ScenarioProvider;
import dev.spike.Units;
import dev.spike.run.Arrival;
import dev.spike.run.Disturbance;
import dev.spike.samples.storefront.Service;
import dev.spike.samples.storefront.auth.Users;
import java.time.Duration;
import java.util.List;

/**
 * Many users log in at one instant, on top of the logins of every day, and find the accounts'
 * database hanging; every token must be good for its user.
 */
public final class ThunderingHerdLogin implements ScenarioProvider {
  private static final String ACCOUNTS = "accounts.db";

  @Override
  public String name() {
    return "thundering-herd-login";
  }

  @Override
  public String description() {
    return "logins at one instant on a stalled database: every token valid for its user, error rate, p95, recovery";
  }

  @Override
  public List<Parameter> parameters() {
    return Parameters.remote(
        new Parameter("logins", "500", "logins at one instant"),
        new Parameter(
            "stall",
            "auto",
            "how long the accounts' database hangs in the spike, 0s for not at all; auto: for half of it, in a service that is not started here not at all"),
        new Parameter("users-seed", "1", "seed of the users' passwords in the storefront"));
  }

  @Override
  public Scenario scenario(Params params) {
    Scale scale = Scale.of(params, Scale.Auto.SERVICE);
    int logins = Parameters.atLeast(1, params, "logins");
    RemoteService auth = new RemoteService(Service.AUTH, params);
    Users users = new Users(params.integer("users-seed"));
    IssuedTokens tokens = new IssuedTokens();
    double answered = 1 - Units.percent(params.number("max-errors"));
    Scenario scenario =
        Scenario.named(name())
            .operation(arrival -> login(auth, users, tokens, arrival))
            .load(scale.around(burst(logins).over(scale.rate())))
            .bucket(scale.bucket())
            .facts(() -> tokens.checkedWith(auth.http()))
            .expect(count("tokens.invalid").atMost(0))
            .expect(count("tokens.of-burst").atLeast(Math.max(1, Math.ceil(logins * answered))));
    Scenario stalled = stalled(scenario, auth, stall(auth, scale, params));
    Scenario limited = Limits.ofTheSpike(auth.attach(stalled), scale, params);
    return Limits.ofTheAftermath(limited, scale, auth.ours(), params);
  }

  private static Duration stall(RemoteService auth, Scale scale, Params params) {
    if (params.text("stall").equals("auto")) {
      return auth.ours() ? scale.spike().dividedBy(2) : Duration.ZERO;
    }
    Duration stall = params.duration("stall");
    if (!stall.isZero() && !auth.ours()) {
      throw Parameters.outOfBounds(
          params, "stall", "0s: nothing can be made to hang in a service that is not started here");
    }
    return stall;
  }

  private static Scenario stalled(Scenario scenario, RemoteService auth, Duration stall) {
    if (stall.isZero()) {
      return scenario;
    }
    Disturbance hang =
        new LateFault("hang-on-" + ACCOUNTS, () -> auth.chaos().fault("hang").on(ACCOUNTS));
    return scenario.during(at(Duration.ZERO).of(SPIKE).lasting(stall), hang);
  }

  /** The users of a burst are all different, as long as there are enough of them. */
  private static void login(RemoteService auth, Users users, IssuedTokens tokens, Arrival arrival)
      throws Exception {
    int user =
        arrival.burst()
            ? (int) (arrival.index() % Users.COUNT)
            : arrival.random().nextInt(Users.COUNT);
    String body =
        "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(users.name(user), users.password(user));
    String token = JsonAnswer.text(auth.http().post("/login", body), "token");
    tokens.issued(users.name(user), token, arrival.burst());
  }
}
