package dev.spike.remote.toxiproxy;

import dev.spike.remote.proxy.Bandwidth;
import dev.spike.remote.proxy.Corrupt;
import dev.spike.remote.proxy.Latency;
import dev.spike.remote.proxy.LimitData;
import dev.spike.remote.proxy.Noop;
import dev.spike.remote.proxy.PacketLoss;
import dev.spike.remote.proxy.ResetPeer;
import dev.spike.remote.proxy.Slicer;
import dev.spike.remote.proxy.SlowClose;
import dev.spike.remote.proxy.Stall;
import dev.spike.remote.proxy.Timeout;
import dev.spike.remote.proxy.Toxic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A kind of toxic by its name on the wire.
 *
 * @param attributes in the order in which they are printed
 * @param make a toxic of their values, in that order
 */
record ToxicType(String name, List<Attribute> attributes, Function<List<Number>, Toxic> make) {
  /** An attribute with its default, a Long or a Float, which also says its type. */
  record Attribute(String name, Number otherwise) {
    Number read(Fields fields, Number present) {
      return present instanceof Float number
          ? (Number) fields.float32(name, number)
          : (Number) fields.int64(name, present.longValue());
    }
  }

  private static final Map<String, ToxicType> ALL =
      Stream.of(
              new ToxicType("noop", List.of(), v -> new Noop()),
              of("latency", v -> new Latency(int64(v, 0), int64(v, 1)), "latency", "jitter"),
              of("bandwidth", v -> new Bandwidth(int64(v, 0)), "rate"),
              of("slow_close", v -> new SlowClose(int64(v, 0)), "delay"),
              of("timeout", v -> new Timeout(int64(v, 0)), "timeout"),
              of("reset_peer", v -> new ResetPeer(int64(v, 0)), "timeout"),
              of(
                  "slicer",
                  v -> new Slicer(int64(v, 0), int64(v, 1), int64(v, 2)),
                  "average_size",
                  "size_variation",
                  "delay"),
              of("limit_data", v -> new LimitData(int64(v, 0)), "bytes"),
              new ToxicType(
                  "packet_loss",
                  List.of(new Attribute("loss_rate", 0.1f), new Attribute("correlation", 0f)),
                  v -> new PacketLoss(float32(v, 0), float32(v, 1))),
              new ToxicType(
                  "corrupt",
                  List.of(new Attribute("probability", 0f)),
                  v -> new Corrupt(float32(v, 0))),
              new ToxicType(
                  "stall",
                  List.of(
                      new Attribute("probability", 0f),
                      new Attribute("delay", 0L),
                      new Attribute("correlation", 0f)),
                  v -> new Stall(float32(v, 0), int64(v, 1), float32(v, 2))))
          .collect(Collectors.toUnmodifiableMap(ToxicType::name, type -> type));

  private static ToxicType of(
      String name, Function<List<Number>, Toxic> make, String... attributes) {
    return new ToxicType(name, Stream.of(attributes).map(a -> new Attribute(a, 0L)).toList(), make);
  }

  private static long int64(List<Number> values, int at) {
    return values.get(at).longValue();
  }

  private static double float32(List<Number> values, int at) {
    return values.get(at).doubleValue();
  }

  static @Nullable ToxicType named(String name) {
    return ALL.get(name);
  }

  /** The values before any is given. */
  List<Number> defaults() {
    return attributes.stream().map(Attribute::otherwise).toList();
  }

  /** Those given, and the present ones for the rest. */
  List<Number> read(Fields given, List<Number> present) {
    List<Number> values = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i++) {
      values.add(attributes.get(i).read(given, present.get(i)));
    }
    return List.copyOf(values);
  }

  void write(JsonText json, List<Number> values) {
    json.open('{');
    for (int i = 0; i < attributes.size(); i++) {
      json.name(attributes.get(i).name());
      if (values.get(i) instanceof Float number) {
        json.float32(number);
      } else {
        json.int64(values.get(i).longValue());
      }
    }
    json.close('}');
  }
}
