package dev.spike.remote.toxiproxy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The proxies by name, sorted. Used on the control thread only. */
final class Proxies {
  private final PathSettings settings;
  private final Map<String, ServedProxy> byName = new TreeMap<>();

  Proxies(PathSettings settings) {
    this.settings = settings;
  }

  Collection<ServedProxy> all() {
    return List.copyOf(byName.values());
  }

  /**
   * @throws ApiError 404
   */
  ServedProxy get(String name) {
    ServedProxy proxy = byName.get(name);
    if (proxy == null) {
      throw ApiError.proxyNotFound();
    }
    return proxy;
  }

  /**
   * @throws ApiError 409
   */
  void checkFree(String name) {
    if (byName.containsKey(name)) {
      throw new ApiError(409, "proxy already exists");
    }
  }

  /**
   * A new one, listening if enabled; if it cannot, nothing is kept.
   *
   * @throws ApiError 409 or 500
   */
  ServedProxy create(ProxyInput input, Lookups.Found found) {
    checkFree(input.name());
    ServedProxy proxy = made(input, found);
    byName.put(input.name(), proxy);
    return proxy;
  }

  private ServedProxy made(ProxyInput input, Lookups.Found found) {
    ServedProxy proxy =
        new ServedProxy(settings, input.name(), input.listen(""), input.upstream(""));
    try {
      if (input.enabled(true)) {
        proxy.start(found);
      }
      return proxy;
    } catch (ApiError e) {
      proxy.close();
      throw e;
    }
  }

  /**
   * The same as {@link #create}, in place of one that listens or leads elsewhere; one that does not
   * differ is left as it is, toxics and all, and even disabled.
   *
   * @throws ApiError 500
   */
  ServedProxy createOrReplace(ProxyInput input, Lookups.Found found) {
    ServedProxy present = byName.get(input.name());
    if (present == null) {
      return create(input, found);
    }
    if (!present.differs(found, input.upstream(""))) {
      return present;
    }
    present.stop();
    ServedProxy proxy = made(input, found);
    present.close();
    byName.put(input.name(), proxy);
    return proxy;
  }

  /**
   * Changes what is given. Other addresses close all connections; toxics stay.
   *
   * @throws ApiError 500; the proxy then has the new addresses and is disabled
   */
  void update(ServedProxy proxy, ProxyInput input, Lookups.Found found) {
    String upstream = input.upstream(proxy.upstream());
    boolean enabled = input.enabled(proxy.enabled());
    if (proxy.differs(found, upstream)) {
      proxy.move(input.listen(proxy.listen()), upstream);
    }
    if (enabled) {
      proxy.start(found);
    } else {
      proxy.stop();
    }
  }

  void remove(String name) {
    get(name).close();
    byName.remove(name);
  }

  void close() {
    byName.values().forEach(ServedProxy::close);
    byName.clear();
  }
}
