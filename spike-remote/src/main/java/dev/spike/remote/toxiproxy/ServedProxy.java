package dev.spike.remote.toxiproxy;

import dev.spike.remote.proxy.ChaosProxy;
import dev.spike.remote.proxy.Direction;
import dev.spike.remote.proxy.Toxic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proxy as clients see it. The data path behind it exists from the first time it listens; until
 * then the listen text stands as it was sent, right or wrong. Used on the control thread only.
 */
final class ServedProxy {
  private final PathSettings settings;
  private final String name;
  private final List<ServedToxic> toxics = new ArrayList<>();
  private String listen;
  private String upstream;
  private boolean enabled;
  private @Nullable ChaosProxy path;

  ServedProxy(PathSettings settings, String name, String listen, String upstream) {
    this.settings = settings;
    this.name = name;
    this.listen = listen;
    this.upstream = upstream;
  }

  String name() {
    return name;
  }

  String listen() {
    return listen;
  }

  String upstream() {
    return upstream;
  }

  boolean enabled() {
    return enabled;
  }

  /** Whether it would have to stop to listen and lead there. */
  boolean differs(Lookups.Found found, String otherUpstream) {
    return !listen.equals(found.text()) || !upstream.equals(otherUpstream);
  }

  /** Takes other addresses: stops, until it is started again. */
  void move(String otherListen, String otherUpstream) {
    stop();
    listen = otherListen;
    upstream = otherUpstream;
  }

  /**
   * Listens there; does nothing if it listens already.
   *
   * @throws ApiError 500 with Go's words for why it cannot
   */
  void start(Lookups.Found found) {
    if (enabled) {
      return;
    }
    try {
      listen = Listen.bound(open(found.listenText()).address());
      enabled = true;
    } catch (IOException e) {
      throw new ApiError(500, "listen tcp " + found.text() + ": bind: " + BindFailure.reason(e));
    }
  }

  private ChaosProxy open(String address) throws IOException {
    ChaosProxy made = path;
    if (made == null) {
      made = settings.open(name, address, upstream);
      path = made;
      for (ServedToxic toxic : toxics) {
        made.add(toxic.name(), toxic.direction(), toxic.toxicity(), toxic.toxic());
      }
    } else {
      made.move(address, upstream);
    }
    made.enable();
    return made;
  }

  /** Refuses clients and closes their connections; toxics stay. */
  void stop() {
    enabled = false;
    if (path != null) {
      path.disable();
    }
  }

  /** Stops for good. */
  void close() {
    enabled = false;
    if (path != null) {
      path.close();
    }
  }

  /** Upstream before downstream, each in order of creation. */
  List<ServedToxic> toxics() {
    return toxics.stream().sorted(Comparator.comparing(ServedToxic::direction)).toList();
  }

  /**
   * @throws ApiError 404
   */
  ServedToxic toxic(String wanted) {
    return toxics.get(indexOf(wanted));
  }

  private int indexOf(String wanted) {
    for (int i = 0; i < toxics.size(); i++) {
      if (toxics.get(i).name().equals(wanted)) {
        return i;
      }
    }
    throw ApiError.toxicNotFound();
  }

  boolean has(String toxic) {
    return toxics.stream().anyMatch(one -> one.name().equals(toxic));
  }

  /**
   * @throws ApiError 400 when its values make no sense, whether a data path is there or not
   */
  void add(ServedToxic toxic) {
    Toxic checked = toxic.toxic();
    if (path != null) {
      path.add(toxic.name(), toxic.direction(), toxic.toxicity(), checked);
    }
    toxics.add(toxic);
  }

  /**
   * @throws ApiError 404, or 400 as {@link #add}
   */
  void change(ServedToxic toxic) {
    int at = indexOf(toxic.name());
    Toxic checked = toxic.toxic();
    if (path != null) {
      path.update(toxic.name(), toxic.toxicity(), checked);
    }
    toxics.set(at, toxic);
  }

  void remove(String toxic) {
    int at = indexOf(toxic);
    if (path != null) {
      path.remove(toxic);
    }
    toxics.remove(at);
  }

  void removeToxics() {
    if (path != null) {
      path.removeAll();
    }
    toxics.clear();
  }

  long receivedBytes(Direction direction) {
    return path == null ? 0 : path.receivedBytes(direction);
  }

  long sentBytes(Direction direction) {
    return path == null ? 0 : path.sentBytes(direction);
  }

  void write(JsonText json) {
    json.open('{').name("name").string(name);
    json.name("listen").string(listen);
    json.name("upstream").string(upstream);
    json.name("enabled").bool(enabled);
    json.name("Logger").open('{').close('}').name("toxics");
    writeToxics(json);
    json.close('}');
  }

  void writeToxics(JsonText json) {
    json.open('[');
    toxics().forEach(toxic -> toxic.write(json));
    json.close(']');
  }
}
