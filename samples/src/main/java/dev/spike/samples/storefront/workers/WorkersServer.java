package dev.spike.samples.storefront.workers;

import dev.spike.samples.storefront.web.DeliberateLeak;
import dev.spike.samples.storefront.web.Json;
import dev.spike.samples.storefront.web.RefusedException;
import dev.spike.samples.storefront.web.WebServer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Map;

/**
 * The workers over HTTP.
 *
 * <ul>
 *   <li>{@code POST /jobs}: 200 and {@link JobDone} when the job is done, so that the response time
 *       shows the queue; 503 if the queue is full. A waiting job holds no thread.
 *   <li>{@code GET /scaling}: 200 and {@link ScalingReport}; {@code ?since=millis} leaves out what
 *       is older.
 *   <li>{@code GET /health}: 200.
 * </ul>
 */
public final class WorkersServer implements AutoCloseable {
  private static final int MAX_THREADS = 32;

  private final Workers workers;
  private final WebServer server;

  /** Starts to serve on a port, 0 for any free one. Closing it closes the workers too. */
  public WorkersServer(Workers workers, int port, DeliberateLeak leak) {
    this.workers = workers;
    this.server = WebServer.start("workers", port, MAX_THREADS, leak, this::routes);
  }

  /** Where it is. */
  public URI uri() {
    return server.uri();
  }

  @Override
  public void close() {
    workers.close();
    server.close();
  }

  private void routes(RoutesConfig routes) {
    routes.get(
        "/health",
        context -> Json.answer(context, 200, Map.of("service", "workers", "status", "UP")));
    routes.post("/jobs", this::job);
    routes.get("/scaling", context -> Json.answer(context, 200, workers.report(since(context))));
    routes.exception(
        QueueFullException.class,
        (e, context) -> Json.answer(context, 503, Map.of("error", String.valueOf(e.getMessage()))));
    routes.exception(
        IllegalStateException.class,
        (e, context) -> Json.answer(context, 503, Map.of("error", String.valueOf(e.getMessage()))));
  }

  private void job(Context context) {
    context.future(() -> workers.submit().thenAccept(done -> Json.answer(context, 200, done)));
  }

  private static long since(Context context) {
    String since = context.queryParam("since");
    try {
      return since == null ? 0 : Long.parseLong(since);
    } catch (NumberFormatException e) {
      throw new RefusedException(400, "since '" + since + "' is not a whole number of ms");
    }
  }
}
