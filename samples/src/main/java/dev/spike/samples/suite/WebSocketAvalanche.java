package dev.spike.samples.suite;

import static dev.spike.LoadProfile.burst;
import static dev.spike.Stretch.at;
import static dev.spike.judge.Criteria.count;
import static dev.spike.measure.Role.SPIKE;

import dev.spike.FaultDisturbance;
import dev.spike.Parameter;
import dev.spike.Params;
import dev.spike.Scenario;
import dev.spike.ScenarioProvider;
import dev.spike.run.Disturbance;
import dev.spike.samples.storefront.Service;
import java.util.List;

/**
 * Many subscribers connect at one instant and stay, on top of visitors who take one update and
 * leave. In the middle of the spike every connection is reset, and who still wants updates connects
 * anew. Response time is the handshake and the subscription.
 */
public final class WebSocketAvalanche implements ScenarioProvider {
  @Override
  public String name() {
    return "websocket-avalanche";
  }

  @Override
  public String description() {
    return "connections opened at once, reset, held: own numbers, in order, none lost, closed cleanly";
  }

  @Override
  public List<Parameter> parameters() {
    return Parameters.remote(
        new Parameter("subscribers", "200", "connections opened at one instant and held"),
        new Parameter("min-updates", "20", "updates that each of them must get"),
        new Parameter(
            "resets",
            "auto",
            "whether all are reset in the middle of the spike; auto: unless the service is at https"),
        new Parameter("reconnect", "true", "false, a fault for tests: who is cut off stays away"));
  }

  @Override
  public Scenario scenario(Params params) {
    Scale scale = Scale.of(params, Scale.Auto.CONNECTIONS);
    int subscribers = Parameters.atLeast(1, params, "subscribers");
    // None at all would be good enough for 0, and then nothing was checked.
    int wanted = Parameters.atLeast(1, params, "min-updates");
    RemoteService backend = new RemoteService(Service.BACKEND, params);
    FeedAudience audience = new FeedAudience(params.flag("reconnect"));
    Scenario scenario =
        Scenario.named(name())
            .operation(arrival -> audience.arrives(backend.webSocket(), arrival))
            .load(scale.around(burst(subscribers).over(scale.rate())))
            .bucket(scale.bucket())
            .facts(() -> audience.dismissed(wanted))
            .expect(count("feed.subscribers").atLeast(subscribers))
            .expect(count("feed.lost").atMost(0))
            .expect(count("feed.disordered").atMost(0))
            .expect(count("feed.foreign").atMost(0))
            .expect(count("feed.starved").atMost(0))
            .expect(count("feed.unclean").atMost(0));
    Scenario disturbed = resets(params, backend) ? reset(scenario, backend, scale) : scenario;
    Scenario limited = Limits.ofTheSpike(backend.attach(disturbed), scale, params);
    return Limits.ofTheAftermath(limited, scale, backend.ours(), params);
  }

  private static boolean resets(Params params, RemoteService backend) {
    return params.text("resets").equals("auto") ? backend.takesProxy() : params.flag("resets");
  }

  /** All connections at once: who held one is back before anybody counts updates. */
  private static Scenario reset(Scenario scenario, RemoteService backend, Scale scale) {
    RemoteService proxied = backend.throughProxy();
    Disturbance cut =
        new LateFault("cut-on-feed", () -> FaultDisturbance.of(proxied.proxy().cut()));
    return scenario.during(at(scale.spike().dividedBy(2)).of(SPIKE), cut);
  }
}
