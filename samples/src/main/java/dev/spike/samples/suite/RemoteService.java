package dev.spike.samples.suite;

import dev.spike.Health;
import dev.spike.HealthCheck;
import dev.spike.Parameter;
import dev.spike.Params;
import dev.spike.Scenario;
import dev.spike.measure.Gauge;
import dev.spike.measure.MemoryReading;
import dev.spike.measure.Probe;
import dev.spike.measure.Unit;
import dev.spike.remote.AllowedHosts;
import dev.spike.remote.HttpHealthCheck;
import dev.spike.remote.HttpOptions;
import dev.spike.remote.HttpTarget;
import dev.spike.remote.WebSocketOptions;
import dev.spike.remote.WebSocketTarget;
import dev.spike.remote.discovery.Discovery;
import dev.spike.remote.discovery.DnsDiscovery;
import dev.spike.remote.discovery.EnvironmentDiscovery;
import dev.spike.remote.discovery.FixedDiscovery;
import dev.spike.remote.process.RemoteProcess;
import dev.spike.samples.storefront.Service;
import dev.spike.samples.storefront.Storefront;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service of the storefront as a scenario meets it: found where the parameters, the environment
 * or DNS say it is, else started. Opened by the scenario's set-up and closed by its tear-down.
 */
final class RemoteService {
  static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter(
              "storefront", "child", "child, inprocess or none: how to start the services"),
          new Parameter("services", "auth,backend,workers", "which services to start"),
          new Parameter("storefront-flags", "", "further flags of the storefront, blank-separated"),
          new Parameter("auth", "", "URL of a running auth; else AUTH_URL, else it is started"),
          new Parameter("backend", "", "URL of a running backend; else BACKEND_URL, else started"),
          new Parameter("workers", "", "URL of running workers; else WORKERS_URL, else started"),
          new Parameter("dns", "", "domain whose SRV records name the services"),
          new Parameter("allow-host", "", "hosts beyond loopback that may be attacked, by commas"),
          new Parameter("connections", "20", "most HTTP connections to the service"));

  private final Service service;
  private final Params params;
  private final int connections;
  private @Nullable URI uri;
  private @Nullable HttpTarget http;
  private @Nullable WebSocketTarget webSocket;
  private @Nullable RemoteProcess process;

  RemoteService(Service service, Params params) {
    this.service = service;
    this.params = params;
    this.connections = params.integer("connections");
    if (!List.of("child", "inprocess", "none").contains(params.text("storefront"))) {
      throw new IllegalArgumentException(
          "parameter storefront="
              + params.text("storefront")
              + ": it must be child, inprocess or none");
    }
    elsewhere().ifPresent(found -> allowed().checked(found.getHost()));
  }

  /**
   * Adds what every remote scenario has: the service found and left, its health, memory, CPU and
   * threads.
   */
  Scenario attach(Scenario scenario) {
    Scenario attached =
        scenario.setUp(this::open).tearDown(this::close).health(health()).probe(probe());
    return elsewhere().isPresent() ? attached : attached.memory(this::memory);
  }

  /** Whether its process is known, so that its memory can be judged. */
  boolean ours() {
    return elsewhere().isEmpty();
  }

  HttpTarget http() {
    return opened(http);
  }

  WebSocketTarget webSocket() {
    return opened(webSocket);
  }

  private void open() throws InterruptedException {
    Optional<URI> found = elsewhere().or(this::started);
    if (found.isEmpty()) {
      return;
    }
    uri = found.get();
    HttpOptions options = HttpOptions.defaults().maxConnections(connections).allowed(allowed());
    http = HttpTarget.of(uri, options);
    webSocket =
        WebSocketTarget.of(webSocketUri(uri), WebSocketOptions.defaults().allowed(allowed()));
  }

  private static URI webSocketUri(URI http) {
    return URI.create(http.toString().replaceFirst("^http", "ws"));
  }

  private void close() {
    if (webSocket != null) {
      webSocket.close();
    }
    if (http != null) {
      http.close();
    }
  }

  private Optional<URI> elsewhere() {
    List<Discovery> places = new ArrayList<>();
    String given = params.text(service.label());
    if (!given.isEmpty()) {
      places.add(new FixedDiscovery(Map.of(service.label(), List.of(URI.create(given)))));
    }
    places.add(new EnvironmentDiscovery());
    if (!params.text("dns").isEmpty()) {
      places.add(DnsDiscovery.of(params.text("dns")));
    }
    return Discovery.firstOf(places.toArray(Discovery[]::new)).endpoints(service.label()).stream()
        .findFirst();
  }

  private Optional<URI> started() {
    if (params.text("storefront").equals("none")) {
      return Optional.empty();
    }
    List<String> flags = new ArrayList<>(List.of("--services", params.text("services")));
    params
        .text("storefront-flags")
        .lines()
        .flatMap(l -> List.of(l.trim().split(" +", -1)).stream())
        .filter(flag -> !flag.isEmpty())
        .forEach(flags::add);
    Storefront storefront = RunningStorefronts.shared().get(params.text("storefront"), flags);
    process = RemoteProcess.of(storefront.pid());
    return Optional.ofNullable(storefront.uris().get(service));
  }

  private AllowedHosts allowed() {
    AllowedHosts hosts = AllowedHosts.loopbackOnly();
    for (String host : params.text("allow-host").split(",", -1)) {
      hosts = host.isBlank() ? hosts : hosts.and(host.trim());
    }
    return hosts;
  }

  private HealthCheck health() {
    return () ->
        uri == null
            ? new Health(
                false,
                service.label()
                    + " is not among the started services ("
                    + params.text("services")
                    + ") and no URL of it is known: give -p "
                    + service.label()
                    + "=URL or set "
                    + EnvironmentDiscovery.variable(service.label()))
            : HttpHealthCheck.of(uri.resolve("/health"), HttpOptions.defaults().allowed(allowed()))
                .check();
  }

  private MemoryReading memory() {
    if (process == null) {
      return new MemoryReading(
          MemoryReading.NOT_MEASURED,
          MemoryReading.NOT_MEASURED,
          MemoryReading.NOT_MEASURED,
          "unknown",
          "the service's process is not known");
    }
    return process.read();
  }

  /** Gauges have to be known before the process is. */
  private Probe probe() {
    return () ->
        List.of(
            gauge("target.rss", Unit.BYTES),
            gauge("target.cpu", Unit.RATIO),
            gauge("target.threads", Unit.COUNT));
  }

  private Gauge gauge(String name, Unit unit) {
    return new Gauge(name, unit, () -> read(name));
  }

  private double read(String name) {
    if (process == null) {
      return Double.NaN;
    }
    return process.gauges().stream()
        .filter(gauge -> gauge.name().equals(name))
        .mapToDouble(gauge -> gauge.value().getAsDouble())
        .findFirst()
        .orElse(Double.NaN);
  }

  private <T> T opened(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException(
          service.label() + " is not opened: its scenario is not running");
    }
    return part;
  }
}
