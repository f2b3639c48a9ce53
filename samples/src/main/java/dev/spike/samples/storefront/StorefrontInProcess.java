package dev.spike.samples.storefront;

import dev.spike.chaos.control.ChaosServer;
import dev.spike.chaos.control.ChaosServerOptions;
import dev.spike.samples.storefront.auth.Accounts;
import dev.spike.samples.storefront.auth.AuthServer;
import dev.spike.samples.storefront.auth.PasswordHash;
import dev.spike.samples.storefront.auth.Sessions;
import dev.spike.samples.storefront.auth.Users;
import dev.spike.samples.storefront.backend.Backend;
import dev.spike.samples.storefront.backend.BackendServer;
import dev.spike.samples.storefront.backend.Catalog;
import dev.spike.samples.storefront.backend.Database;
import dev.spike.samples.storefront.backend.Feed;
import dev.spike.samples.storefront.backend.LocalPayments;
import dev.spike.samples.storefront.backend.Orders;
import dev.spike.samples.storefront.web.DeliberateLeak;
import dev.spike.samples.storefront.web.PortInUseException;
import dev.spike.samples.storefront.workers.Workers;
import dev.spike.samples.storefront.workers.WorkersServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A storefront in this JVM. Thread-safe once started. */
public final class StorefrontInProcess implements Storefront {
  private static final Duration LOGIN_COST = Duration.ofMillis(1);
  private static final Duration SESSION_LIFETIME = Duration.ofMinutes(30);

  private final StorefrontOptions options;
  private final StorefrontHooks hooks;
  private final DeliberateLeak leak;
  private final Map<Service, URI> uris = new EnumMap<>(Service.class);
  private final Deque<Runnable> closings = new ArrayDeque<>();
  private final List<String> notes = new ArrayList<>();
  private @Nullable Backend backend;
  private @Nullable ChaosControl control;

  private StorefrontInProcess(StorefrontOptions options, StorefrontHooks hooks) {
    this.options = options;
    this.hooks = hooks;
    this.leak = new DeliberateLeak(options.leakBytesPerRequest());
  }

  /**
   * Starts the services asked for; returns when they accept connections.
   *
   * @throws StorefrontException if one cannot be started; nothing is left running
   */
  public static StorefrontInProcess start(StorefrontOptions options, StorefrontHooks hooks) {
    StorefrontInProcess storefront = new StorefrontInProcess(options, hooks);
    try {
      options.services().forEach(storefront::start);
      storefront.startControl();
      return storefront;
    } catch (PortInUseException | IllegalArgumentException e) {
      storefront.close();
      throw new StorefrontException(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      storefront.close();
      throw e;
    }
  }

  @Override
  public Map<Service, URI> uris() {
    return Map.copyOf(uris);
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  @Override
  public List<String> notes() {
    return List.copyOf(notes);
  }

  @Override
  public Optional<ChaosControl> control() {
    return Optional.ofNullable(control);
  }

  /** The backend's components; empty if it was not asked for. */
  public Optional<Backend> backend() {
    return Optional.ofNullable(backend);
  }

  @Override
  public synchronized void close() {
    while (!closings.isEmpty()) {
      closings.removeLast().run();
    }
  }

  private void start(Service service) {
    int port = options.port(service);
    switch (service) {
      case AUTH -> startAuth(port);
      case BACKEND -> startBackend(port);
      case WORKERS -> startWorkers(port);
    }
  }

  private void startControl() {
    if (options.chaosControl()) {
      ChaosServer server = ChaosServer.start(ChaosServerOptions.defaults());
      closings.add(server::close);
      control = new ChaosControl(server.uri(), server.token());
    }
  }

  private void startAuth(int port) {
    PasswordHash hash =
        options.hashIterations() == 0
            ? PasswordHash.calibrated(LOGIN_COST)
            : new PasswordHash(options.hashIterations());
    Sessions sessions = new Sessions(options.sessionLimit(), SESSION_LIFETIME);
    long start = System.nanoTime();
    Accounts accounts = new Accounts(new Users(options.seed()), hash, sessions);
    double micros = (System.nanoTime() - start) / 1_000.0 / Users.COUNT;
    notes.add(
        "HASH PBKDF2WithHmacSHA256 iterations=%d micros=%.0f".formatted(hash.iterations(), micros));
    AuthServer server = new AuthServer(accounts, port, leak);
    closings.add(server::close);
    uris.put(Service.AUTH, server.uri());
  }

  private void startBackend(int port) {
    Database database =
        Database.open(
            options.jdbcUrl(), options.poolSize(), options.borrowTimeout(), hooks.dataSource());
    closings.add(database::close);
    LocalPayments payments = new LocalPayments(hooks.payment(), options.paymentTime());
    Feed feed = new Feed(options.feedInterval(), options.feedDropEvery());
    closings.add(feed::close);
    Backend parts =
        new Backend(
            database,
            new Catalog(database.dataSource(), options.onWrite()),
            new Orders(database.dataSource(), payments, Orders.newBreaker()),
            feed);
    backend = parts;
    BackendServer server = new BackendServer(parts, port, leak);
    closings.add(server::close);
    uris.put(Service.BACKEND, server.uri());
  }

  private void startWorkers(int port) {
    Workers workers = new Workers(options.workSettings(), options.scalingPolicy());
    closings.add(workers::close);
    WorkersServer server = new WorkersServer(workers, port, leak);
    closings.add(server::close);
    uris.put(Service.WORKERS, server.uri());
  }
}
