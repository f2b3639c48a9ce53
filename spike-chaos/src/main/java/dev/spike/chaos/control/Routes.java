package dev.spike.chaos.control;

import dev.spike.chaos.ChaosPoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server does at which path. Thread-safe. */
final class Routes {
  private static final String PATHS =
      "POST and GET /v1/leases, GET and DELETE /v1/leases/{id}, POST /v1/leases/{id}/renew, GET /v1/points, GET /v1/faults";

  private static final String REHEARSAL =
      "fault=hang&on=spike.chaos.rehearsal&absent=true&seed=0&probability=1&ttl=1min&in=";
  private static final Logger log = LoggerFactory.getLogger(ChaosServer.class);

  private final ChaosServerOptions options;
  private final ArmedLeases leases;

  Routes(ChaosServerOptions options, ArmedLeases leases) {
    this.options = options;
    this.leases = leases;
  }

  /**
   * Takes an order for a fault that no call meets, arms it and ends it: what is needed for that is
   * loaded now, rather than when the first fault has to act on the dot.
   */
  static void rehearse() {
    ArmedLeases rehearsed = new ArmedLeases(2);
    Routes routes = new Routes(ChaosServerOptions.defaults(), rehearsed);
    for (String in : List.of("0s", "1min")) {
      log.debug("Rehearsed: {}", routes.answer("POST", "/v1/leases", REHEARSAL + in).form());
    }
    rehearsed.close();
  }

  Answer answer(String method, @Nullable String path, String body) {
    String[] parts = path == null ? new String[0] : path.split("/", -1);
    String route = method + " " + (parts.length > 3 ? path(parts) : path);
    return switch (route) {
      case "POST /v1/leases" -> armed(body);
      case "GET /v1/leases" ->
          Answer.ok(Map.of("leases", leases.all().stream().map(ArmedLease::told).toList()));
      case "GET /v1/leases/{id}" -> Answer.ok(leases.get(parts[3]).told());
      case "DELETE /v1/leases/{id}" -> reverted(leases.get(parts[3]));
      case "POST /v1/leases/{id}/renew" -> renewed(leases.get(parts[3]), body);
      case "GET /v1/points" ->
          Answer.ok(Map.of("points", ChaosPoint.names(), "clock", System.nanoTime()));
      case "GET /v1/faults" -> Answer.ok(Map.of("faults", Recipes.told()));
      default ->
          throw Refusal.notFound(
              "Nothing is at %s, but only at %s: write one of these"
                  .formatted(Refusal.shown(method + " " + path), PATHS));
    };
  }

  private static String path(String[] parts) {
    String[] general = parts.clone();
    general[3] = "{id}";
    return String.join("/", general);
  }

  private Answer armed(String body) {
    Order order = Order.of(new Parameters(Form.parsed(body)), options);
    return new Answer(201, leases.arm(order).told());
  }

  private Answer renewed(ArmedLease lease, String body) {
    Parameters given = new Parameters(Form.parsed(body));
    given.onlyHas(List.of("ttl"));
    if (!lease.renew(Order.timeToLive(given, options))) {
      throw new Refusal(
          409,
          "The lease %s was not renewed, as it has ended: arm the fault anew"
              .formatted(lease.id()));
    }
    return Answer.ok(lease.told());
  }

  /**
   * That it could not begin when it was to, or that its revert left something behind, is an error
   * of the service, which says what.
   */
  private static Answer reverted(ArmedLease lease) {
    Throwable error = lease.failure();
    try {
      lease.close();
    } catch (IllegalStateException e) {
      error = e;
    }
    Map<String, Object> told = new LinkedHashMap<>(lease.told());
    if (error != null) {
      told.put("error", String.valueOf(error.getMessage()));
    }
    return new Answer(error == null ? 200 : 500, told);
  }
}
