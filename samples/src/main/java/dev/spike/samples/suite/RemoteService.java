package dev.spike.samples.suite;

import dev.spike.Health;
import dev.spike.HealthCheck;
import dev.spike.Parameter;
import dev.spike.Params;
import dev.spike.Scenario;
import dev.spike.measure.Gauge;
import dev.spike.measure.JvmProbe;
import dev.spike.measure.MemoryReading;
import dev.spike.measure.Probe;
import dev.spike.measure.Unit;
import dev.spike.remote.AllowedHosts;
import dev.spike.remote.HttpHealthCheck;
import dev.spike.remote.HttpOptions;
import dev.spike.remote.HttpTarget;
import dev.spike.remote.WebSocketOptions;
import dev.spike.remote.WebSocketTarget;
import dev.spike.remote.chaos.RemoteChaos;
import dev.spike.remote.discovery.Discovery;
import dev.spike.remote.discovery.DnsDiscovery;
import dev.spike.remote.discovery.EnvironmentDiscovery;
import dev.spike.remote.discovery.FixedDiscovery;
import dev.spike.remote.process.RemoteProcess;
import dev.spike.remote.proxy.ChaosProxy;
import dev.spike.samples.storefront.Service;
import dev.spike.samples.storefront.Storefront;
import dev.spike.samples.storefront.StorefrontException;
import dev.spike.samples.storefront.StorefrontOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service of the storefront as a scenario meets it: found where the parameters, the environment
 * or DNS say it is, else started. Opened by the scenario's set-up and closed by its tear-down.
 */
final class RemoteService {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteService.class);

  static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter(
              "storefront", "child", "child, inprocess or none: how to start the services"),
          Parameter.list("services", "auth,backend,workers", "which services to start"),
          Parameter.list(
              "storefront-flags", "", "further flags of the storefront, blank-separated"),
          new Parameter("auth", "", "URL of a running auth; else AUTH_URL, else it is started"),
          new Parameter("backend", "", "URL of a running backend; else BACKEND_URL, else started"),
          new Parameter("workers", "", "URL of running workers; else WORKERS_URL, else started"),
          new Parameter("dns", "", "domain whose SRV records name the services"),
          Parameter.list("allow-host", "", "hosts beyond loopback that may be attacked, by commas"),
          new Parameter("connections", "20", "most HTTP connections to the service"));

  private final Service service;
  private final Params params;
  private final List<String> ownFlags;
  private final int connections;
  private final Optional<URI> elsewhere;
  private @Nullable URI uri;
  private @Nullable HttpTarget http;
  private @Nullable WebSocketTarget webSocket;
  private @Nullable RemoteProcess process;
  private @Nullable RemoteChaos chaos;
  private boolean throughProxy;
  private @Nullable ChaosProxy proxy;

  RemoteService(Service service, Params params) {
    this(service, params, List.of());
  }

  /** With flags of its own for the storefront, which come before those of the parameters. */
  RemoteService(Service service, Params params, List<String> ownFlags) {
    this.ownFlags = List.copyOf(ownFlags);
    this.service = service;
    this.params = params;
    this.connections = Parameters.atLeast(1, params, "connections");
    if (!List.of("child", "inprocess", "none").contains(params.text("storefront"))) {
      throw new IllegalArgumentException(
          "parameter storefront="
              + params.text("storefront")
              + ": it must be child, inprocess or none");
    }
    this.elsewhere = elsewhere();
    checkPlace();
  }

  /** What can be known to be wrong before anything runs. */
  private void checkPlace() {
    if (elsewhere.isPresent()) {
      checkAllowed(elsewhere.get());
      health(elsewhere.get());
    } else if (!params.text("storefront").equals("none")) {
      checkFlags();
    }
  }

  private void checkAllowed(URI place) {
    AllowedHosts hosts = allowed();
    try {
      hosts.checked(place.getHost());
    } catch (UncheckedIOException e) {
      // A name that does not resolve is a target that is not there: the health check says so.
      LOG.debug("{} does not resolve", place, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          service.label()
              + " at "
              + place
              + " is beyond loopback: load goes only where it was asked for; give -p allow-host="
              + place.getHost()
              + " if it is yours to load",
          e);
    }
  }

  private void checkFlags() {
    try {
      StorefrontOptions.of(flags().toArray(String[]::new));
    } catch (StorefrontException e) {
      throw new IllegalArgumentException(
          "parameters services="
              + params.text("services")
              + " and storefront-flags="
              + params.text("storefront-flags")
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /**
   * Adds what every remote scenario has: the service found and left, its health, memory, CPU and
   * threads.
   */
  Scenario attach(Scenario scenario) {
    Scenario attached =
        scenario.setUp(this::open).tearDown(this::close).health(health()).probe(probe());
    return ours() ? attached.memory(this::memory) : attached;
  }

  /** Whether a proxy can be put in between, which would break the certificate of https. */
  boolean takesProxy() {
    return elsewhere.isEmpty() || "http".equals(elsewhere.get().getScheme());
  }

  /** Its WebSockets go through a proxy on this machine, whose faults can be had while it runs. */
  RemoteService throughProxy() {
    if (!takesProxy()) {
      throw new IllegalArgumentException(
          service.label()
              + " at "
              + elsewhere.map(URI::toString).orElse("")
              + ": a proxy in between would break its certificate; give -p resets=false");
    }
    throughProxy = true;
    return this;
  }

  ChaosProxy proxy() {
    return opened(proxy);
  }

  /** Where faults in its JVM are made, while it runs; only of one that was started here. */
  RemoteChaos chaos() {
    return opened(chaos);
  }

  /** Whether its process is known, so that its memory can be judged. */
  boolean ours() {
    return elsewhere.isEmpty();
  }

  HttpTarget http() {
    return opened(http);
  }

  WebSocketTarget webSocket() {
    return opened(webSocket);
  }

  private void open() throws InterruptedException {
    Optional<URI> found = elsewhere.or(this::started);
    if (found.isEmpty()) {
      return;
    }
    uri = found.get();
    HttpOptions options = HttpOptions.defaults().maxConnections(connections).allowed(allowed());
    try {
      http = HttpTarget.of(uri, options);
      URI sockets = throughProxy ? proxied(uri) : webSocketUri(uri);
      webSocket = WebSocketTarget.of(sockets, WebSocketOptions.defaults().allowed(allowed()));
    } catch (UncheckedIOException e) {
      // Not there: the health check says so.
      LOG.debug("{} is not opened", service.label(), e);
    }
  }

  private URI proxied(URI http) {
    int port = http.getPort() == -1 ? 80 : http.getPort();
    try {
      ChaosProxy started =
          ChaosProxy.to(http.getHost() + ":" + port).named(service.label()).start();
      proxy = started;
      return URI.create("ws://127.0.0.1:" + started.address().getPort() + http.getRawPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI webSocketUri(URI http) {
    return URI.create(http.toString().replaceFirst("^http", "ws"));
  }

  private void close() {
    if (webSocket != null) {
      webSocket.close();
    }
    if (proxy != null) {
      proxy.close();
    }
    if (http != null) {
      http.close();
    }
  }

  private Optional<URI> elsewhere() {
    List<Discovery> places = new ArrayList<>();
    String given = params.text(service.label());
    if (!given.isEmpty()) {
      places.add(new FixedDiscovery(Map.of(service.label(), List.of(place(given)))));
    }
    places.add(new EnvironmentDiscovery());
    if (!params.text("dns").isEmpty()) {
      places.add(DnsDiscovery.of(params.text("dns")));
    }
    return Discovery.firstOf(places.toArray(Discovery[]::new)).endpoints(service.label()).stream()
        .findFirst();
  }

  private URI place(String given) {
    try {
      return new URI(given);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "parameter "
              + service.label()
              + "="
              + given
              + ": it is no URL; give one such as http://localhost:8081",
          e);
    }
  }

  private Optional<URI> started() {
    if (params.text("storefront").equals("none")) {
      return Optional.empty();
    }
    Storefront storefront = RunningStorefronts.shared().get(params.text("storefront"), flags());
    process = RemoteProcess.of(storefront.pid());
    chaos = storefront.control().map(at -> RemoteChaos.at(at.uri(), at.token())).orElse(null);
    return Optional.ofNullable(storefront.uris().get(service));
  }

  private List<String> flags() {
    List<String> flags = new ArrayList<>(List.of("--services", params.text("services")));
    flags.add("--chaos-control");
    flags.addAll(ownFlags);
    Arrays.stream(params.text("storefront-flags").split("\\s+", -1))
        .filter(flag -> !flag.isEmpty())
        .forEach(flags::add);
    return flags;
  }

  private AllowedHosts allowed() {
    AllowedHosts hosts = AllowedHosts.loopbackOnly();
    for (String host : params.text("allow-host").split(",", -1)) {
      hosts = host.isBlank() ? hosts : hosts.and(host.trim());
    }
    return hosts;
  }

  private HealthCheck health() {
    return () -> uri == null ? new Health(false, nowhere()) : health(uri).check();
  }

  private String nowhere() {
    String started =
        params.text("storefront").equals("none")
            ? " is not started (storefront=none)"
            : " is not among the started services (" + params.text("services") + ")";
    return service.label()
        + started
        + " and no URL of it is known: give -p "
        + service.label()
        + "=URL or set "
        + EnvironmentDiscovery.variable(service.label());
  }

  /** Its own check, below whatever path the service is at. */
  private HttpHealthCheck health(URI at) {
    URI check = URI.create(at.toString().replaceFirst("/*$", "/health"));
    return HttpHealthCheck.of(check, HttpOptions.defaults().allowed(allowed()));
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
            gauge(JvmProbe.THREADS, Unit.COUNT),
            gauge(JvmProbe.FILES, Unit.COUNT));
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
