package dev.spike.remote.toxiproxy;

import java.util.List;

/** The endpoints of a proxy's toxics. Names are those of the proxy and the toxic. */
final class ToxicEndpoints {
  private final Proxies proxies;

  ToxicEndpoints(Proxies proxies) {
    this.proxies = proxies;
  }

  private ServedProxy proxy(List<String> names) {
    return proxies.get(names.get(0));
  }

  Answer index(List<String> names) {
    JsonText json = new JsonText();
    proxy(names).writeToxics(json);
    return Answer.json(200, json.toString());
  }

  Answer create(List<String> names, byte[] body) {
    ServedProxy proxy = proxy(names);
    ServedToxic toxic = ServedToxic.read(Fields.of(body), proxy);
    proxy.add(toxic);
    return shown(toxic);
  }

  Answer show(List<String> names) {
    return shown(proxy(names).toxic(names.get(1)));
  }

  Answer update(List<String> names, byte[] body) {
    ServedProxy proxy = proxy(names);
    ServedToxic changed = proxy.toxic(names.get(1)).changed(Fields.of(body));
    proxy.change(changed);
    return shown(changed);
  }

  Answer delete(List<String> names) {
    proxy(names).remove(names.get(1));
    return Answer.empty(204);
  }

  private static Answer shown(ServedToxic toxic) {
    JsonText json = new JsonText();
    toxic.write(json);
    return Answer.json(200, json.toString());
  }
}
