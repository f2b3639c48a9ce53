package dev.spike.samples.storefront.auth;

import dev.spike.samples.storefront.web.DeliberateLeak;
import dev.spike.samples.storefront.web.Json;
import dev.spike.samples.storefront.web.RefusedException;
import dev.spike.samples.storefront.web.WebServer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The auth service over HTTP.
 *
 * <ul>
 *   <li>{@code POST /login} with {@code {"user":"user-000","password":"..."}}: 200 and {@code
 *       {"token":"..."}}, 401 for a wrong name or password, 400 for a body that is not that.
 *   <li>{@code GET /sessions/{token}}: 200 and {@code {"user":"..."}}, 404 for an unknown token.
 *   <li>{@code GET /health}: 200.
 * </ul>
 */
public final class AuthServer implements AutoCloseable {
  /** Hashing is bound by cores, not by threads: more of them would only add switches. */
  private static final int MAX_THREADS = 32;

  private final Accounts accounts;
  private final WebServer server;

  /** Starts to serve the accounts on a port, 0 for any free one. */
  public AuthServer(Accounts accounts, int port, DeliberateLeak leak) {
    this.accounts = accounts;
    this.server = WebServer.start("auth", port, MAX_THREADS, leak, this::routes);
  }

  /** Where it is. */
  public URI uri() {
    return server.uri();
  }

  @Override
  public void close() {
    server.close();
  }

  private void routes(RoutesConfig routes) {
    routes.get(
        "/health", context -> Json.answer(context, 200, Map.of("service", "auth", "status", "UP")));
    routes.post("/login", this::login);
    routes.get("/sessions/{token}", this::session);
  }

  private void login(Context context) {
    Login login = Json.read(context, Login.class);
    String token =
        accounts
            .login(login.user(), login.password())
            .orElseThrow(() -> new RefusedException(401, "wrong user or password"));
    Json.answer(context, 200, Map.of("token", token));
  }

  private void session(Context context) {
    String user =
        accounts
            .sessions()
            .userOf(context.pathParam("token"))
            .orElseThrow(() -> new RefusedException(404, "no such session, or it has expired"));
    Json.answer(context, 200, Map.of("user", user));
  }

  record Login(String user, String password) {
    Login(@Nullable String user, @Nullable String password) {
      if (user == null || password == null) {
        throw new IllegalArgumentException("user and password are both needed, as strings");
      }
      this.user = user;
      this.password = password;
    }
  }
}
