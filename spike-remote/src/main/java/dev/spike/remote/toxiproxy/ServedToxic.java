package dev.spike.remote.toxiproxy;

import dev.spike.remote.proxy.Direction;
import dev.spike.remote.proxy.Toxic;
import java.util.List;
import java.util.Locale;

/**
 * A toxic as clients see it.
 *
 * @param stream as it was sent: any mixture of small and large letters
 * @param values of the type's attributes
 */
record ServedToxic(
    String name, ToxicType type, String stream, float toxicity, List<Number> values) {

  /**
   * Reads the body of a creation, in Toxiproxy's order of checks.
   *
   * @throws ApiError 400, or 409 when the proxy has one of that name
   */
  static ServedToxic read(Fields body, ServedProxy proxy) {
    String type = body.string("type", "");
    String name = body.string("name", "");
    String stream = body.string("stream", "downstream");
    float toxicity = body.float32("toxicity", 1);
    Fields attributes = body.object("attributes");
    direction(stream);
    ToxicType known = ToxicType.named(type);
    if (known == null) {
      throw new ApiError(400, "invalid toxic type");
    }
    String named = name.isEmpty() ? type + "_" + stream : name;
    if (proxy.has(named)) {
      throw new ApiError(409, "toxic already exists");
    }
    return new ServedToxic(
        named, known, stream, toxicity, known.read(attributes, known.defaults()));
  }

  /** With what is given changed, all or nothing. */
  ServedToxic changed(Fields body) {
    List<Number> changed = type.read(body.object("attributes"), values);
    return new ServedToxic(name, type, stream, body.float32("toxicity", toxicity), changed);
  }

  /**
   * What the data path is to do.
   *
   * @throws ApiError 400 when the values make no sense
   */
  Toxic toxic() {
    try {
      return type.make().apply(values);
    } catch (IllegalArgumentException e) {
      throw ApiError.badBody(String.valueOf(e.getMessage()));
    }
  }

  Direction direction() {
    return direction(stream);
  }

  private static Direction direction(String stream) {
    return switch (stream.toLowerCase(Locale.ROOT)) {
      case "upstream" -> Direction.UPSTREAM;
      case "downstream" -> Direction.DOWNSTREAM;
      default ->
          throw new ApiError(400, "stream was invalid, can be either upstream or downstream");
    };
  }

  void write(JsonText json) {
    json.open('{').name("attributes");
    type.write(json, values);
    json.name("name").string(name);
    json.name("type").string(type.name());
    json.name("stream").string(stream);
    json.name("toxicity").float32(toxicity).close('}');
  }
}
