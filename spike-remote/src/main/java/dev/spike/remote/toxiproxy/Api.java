package dev.spike.remote.toxiproxy;

import dev.spike.remote.toxiproxy.Router.Handler;
import dev.spike.remote.toxiproxy.Router.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The endpoints. They run on the control thread, which owns the proxies and never waits: where a
 * name has to be looked up the rest of the work comes back to it later, and looks at the proxies
 * anew.
 */
final class Api {
  /** What the server says it is: the release whose behaviour is described and tested. */
  static final String VERSION = "2.12.0";

  private static final String PATCH = "PATCH";
  private static final String POST = "POST";
  private static final String GET = "GET";
  private static final String DELETE = "DELETE";

  private final Proxies proxies;
  private final Lookups lookups;
  private final Executor control;

  Api(Proxies proxies, Lookups lookups, Executor control) {
    this.proxies = proxies;
    this.lookups = lookups;
    this.control = control;
  }

  List<Route> routes(Metrics metrics) {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.of("/reset", Map.of(POST, (names, body) -> reset())));
    routes.add(
        Route.of(
            "/proxies", Map.of(GET, at(names -> index()), POST, (names, body) -> create(body))));
    routes.add(Route.of("/populate", Map.of(POST, (names, body) -> populate(body))));
    routes.add(
        Route.of(
            "/proxies/*",
            Map.of(
                GET,
                at(names -> shown(200, proxy(names))),
                POST,
                this::update,
                PATCH,
                this::update,
                DELETE,
                at(this::delete))));
    ToxicEndpoints toxics = new ToxicEndpoints(proxies);
    routes.add(
        Route.of("/proxies/*/toxics", Map.of(GET, at(toxics::index), POST, now(toxics::create))));
    routes.add(
        Route.of(
            "/proxies/*/toxics/*",
            Map.of(
                GET,
                at(toxics::show),
                POST,
                now(toxics::update),
                PATCH,
                now(toxics::update),
                DELETE,
                at(toxics::delete))));
    routes.add(Route.of("/version", Map.of(GET, at(names -> version()))));
    if (metrics.any()) {
      routes.add(Route.of("/metrics", Map.of("*", at(names -> metrics.answer(proxies.all())))));
    }
    return routes;
  }

  /** An endpoint that answers from what it has. */
  @FunctionalInterface
  private interface Prompt {
    Answer answer(List<String> names, byte[] body);
  }

  private static Handler now(Prompt prompt) {
    return (names, body) -> CompletableFuture.completedFuture(prompt.answer(names, body));
  }

  private static Handler at(Function<List<String>, Answer> prompt) {
    return now((names, body) -> prompt.apply(names));
  }

  private static Answer version() {
    return Answer.of(
        "application/json;charset=utf-8", "{\"version\": \"%s\"}\n".formatted(VERSION));
  }

  private Answer index() {
    JsonText json = new JsonText().open('{');
    for (ServedProxy proxy : proxies.all()) {
      json.name(proxy.name());
      proxy.write(json);
    }
    return Answer.json(200, json.close('}').toString());
  }

  private ServedProxy proxy(List<String> names) {
    return proxies.get(names.get(0));
  }

  private static Answer shown(int status, ServedProxy proxy) {
    JsonText json = new JsonText();
    proxy.write(json);
    return Answer.json(status, json.toString());
  }

  private CompletionStage<Answer> create(byte[] body) {
    ProxyInput input = ProxyInput.create(body);
    proxies.checkFree(input.name());
    String listen = input.listen("");
    return found(
        input.enabled(true) ? List.of(listen) : List.of(),
        found -> shown(201, proxies.create(input, of(found, listen))));
  }

  private CompletionStage<Answer> update(List<String> names, byte[] body) {
    ServedProxy present = proxy(names);
    ProxyInput input = ProxyInput.read(Fields.of(body));
    String listen = input.listen(present.listen());
    return found(
        List.of(listen),
        found -> {
          ServedProxy proxy = proxy(names);
          proxies.update(proxy, input, of(found, input.listen(proxy.listen())));
          return shown(200, proxy);
        });
  }

  private Answer delete(List<String> names) {
    proxies.remove(names.get(0));
    return Answer.empty(204);
  }

  private CompletionStage<Answer> reset() {
    List<String> asked =
        proxies.all().stream().filter(p -> !p.enabled()).map(ServedProxy::listen).toList();
    return found(
        asked,
        found -> {
          for (ServedProxy proxy : proxies.all()) {
            proxy.start(of(found, proxy.listen()));
            proxy.removeToxics();
          }
          return Answer.empty(204);
        });
  }

  /** Creates what a body or a file lists; what was done before an error stays. */
  CompletionStage<Answer> populate(byte[] body) {
    List<ProxyInput> inputs;
    try {
      inputs = ProxyInput.populate(body);
    } catch (ApiError e) {
      return CompletableFuture.completedFuture(populated(e, List.of()));
    }
    return found(
        inputs.stream().map(input -> input.listen("")).distinct().toList(),
        found -> populate(inputs, found));
  }

  private Answer populate(List<ProxyInput> inputs, Map<String, Lookups.Found> found) {
    List<ServedProxy> done = new ArrayList<>();
    try {
      for (ProxyInput input : inputs) {
        done.add(proxies.createOrReplace(input, of(found, input.listen(""))));
      }
    } catch (ApiError e) {
      return populated(e, done);
    }
    JsonText json = new JsonText().open('{');
    return Answer.json(201, list(json, done));
  }

  private static Answer populated(ApiError error, List<ServedProxy> done) {
    return Answer.json(error.status(), list(Answer.errorFields(error), done));
  }

  private static String list(JsonText json, List<ServedProxy> done) {
    json.name("proxies");
    if (done.isEmpty()) {
      return json.raw("null").close('}').toString();
    }
    json.open('[');
    done.forEach(proxy -> proxy.write(json));
    return json.close(']').close('}').toString();
  }

  /** Goes on when the addresses are known: at once when no name is among them. */
  private CompletionStage<Answer> found(
      Collection<String> listens, Function<Map<String, Lookups.Found>, Answer> then) {
    CompletionStage<Map<String, Lookups.Found>> found = lookups.all(listens);
    return found.toCompletableFuture().isDone()
        ? found.thenApply(then)
        : found.thenApplyAsync(then, control);
  }

  private static Lookups.Found of(Map<String, Lookups.Found> found, String listen) {
    return found.getOrDefault(
        listen,
        Lookups.Found.nothing(new ApiError(500, "listen was changed meanwhile: try again")));
  }
}
