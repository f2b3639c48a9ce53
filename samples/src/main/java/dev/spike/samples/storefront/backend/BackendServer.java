package dev.spike.samples.storefront.backend;

import dev.spike.samples.storefront.web.DeliberateLeak;
import dev.spike.samples.storefront.web.Json;
import dev.spike.samples.storefront.web.RefusedException;
import dev.spike.samples.storefront.web.WebServer;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The backend over HTTP and WebSocket.
 *
 * <ul>
 *   <li>{@code GET /products/{id}}: 200 and the product, 404.
 *   <li>{@code PUT /products/{id}} with {@code {"name":"...","priceCents":1}}: 200 and the product
 *       as written, 404.
 *   <li>{@code POST /orders} with {@code {"productId":1,"quantity":1}}: 201 and the order; 404 for
 *       an unknown product, 502 if the payment failed, 503 while the breaker refuses.
 *   <li>{@code /feed}: a WebSocket, see {@link Feed}; the text {@code subscribe N} starts it.
 *   <li>{@code GET /health}: 200, or 503 if the database does not answer. {@code GET /state}:
 *       figures of breaker, pool, cache and feed.
 * </ul>
 *
 * Bad input is answered with 400, a database in trouble with 503, each with one line.
 */
public final class BackendServer implements AutoCloseable {
  /** Orders hold a thread while they are paid for; a feed connection holds none. */
  private static final int MAX_THREADS = 128;

  private final Backend backend;
  private final WebServer server;

  /** Starts to serve on a port, 0 for any free one. Closing it closes the components too. */
  public BackendServer(Backend backend, int port, DeliberateLeak leak) {
    this.backend = backend;
    this.server = WebServer.start("backend", port, MAX_THREADS, leak, this::routes);
  }

  /** What is served. */
  public Backend backend() {
    return backend;
  }

  /** Where it is. */
  public URI uri() {
    return server.uri();
  }

  @Override
  public void close() {
    server.close();
    backend.close();
  }

  private void routes(RoutesConfig routes) {
    routes.get("/health", this::health);
    routes.get("/state", context -> Json.answer(context, 200, BackendState.of(backend)));
    routes.get("/products/{id}", this::getProduct);
    routes.put("/products/{id}", this::putProduct);
    routes.post("/orders", this::postOrder);
    routes.ws("/feed", new FeedSocket(backend.feed())::configure);
    routes.exception(DatabaseException.class, (e, context) -> refuse(context, 503, e));
    routes.exception(PaymentFailedException.class, (e, context) -> refuse(context, 502, e));
    routes.exception(CallNotPermittedException.class, (e, context) -> refuse(context, 503, e));
    routes.exception(IllegalArgumentException.class, (e, context) -> refuse(context, 400, e));
  }

  private void health(Context context) {
    boolean up = backend.database().answers();
    Map<String, String> health =
        Map.of("service", "backend", "status", up ? "UP" : "DOWN: the database does not answer");
    Json.answer(context, up ? 200 : 503, health);
  }

  private void getProduct(Context context) {
    long id = id(context);
    Json.answer(context, 200, backend.catalog().find(id).orElseThrow(() -> noProduct(id)));
  }

  private void putProduct(Context context) {
    long id = id(context);
    ProductUpdate update = Json.read(context, ProductUpdate.class);
    Product written =
        backend
            .catalog()
            .put(id, update.name(), update.priceCents())
            .orElseThrow(() -> noProduct(id));
    Json.answer(context, 200, written);
  }

  private void postOrder(Context context) {
    OrderRequest wanted = Json.read(context, OrderRequest.class);
    Order order =
        backend
            .orders()
            .place(wanted.productId(), wanted.quantity())
            .orElseThrow(() -> noProduct(wanted.productId()));
    Json.answer(context, 201, order);
  }

  private static long id(Context context) {
    String id = context.pathParam("id");
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      throw new RefusedException(400, "product id '" + id + "' is not a whole number");
    }
  }

  private static RefusedException noProduct(long id) {
    return new RefusedException(404, "there is no product " + id);
  }

  private static void refuse(Context context, int status, RuntimeException e) {
    Json.answer(context, status, Map.of("error", String.valueOf(e.getMessage())));
  }

  record OrderRequest(long productId, int quantity) {}

  record ProductUpdate(String name, long priceCents) {
    ProductUpdate(@Nullable String name, long priceCents) {
      if (name == null || name.isBlank() || name.length() > 100 || priceCents < 0) {
        throw new IllegalArgumentException("name of 1 to 100 characters and priceCents >= 0");
      }
      this.name = name;
      this.priceCents = priceCents;
    }
  }
}
