package dev.spike.remote.toxiproxy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a body says of a proxy; what it does not say is null. */
record ProxyInput(
    String name,
    @Nullable String givenListen,
    @Nullable String givenUpstream,
    @Nullable Boolean givenEnabled) {

  /** Of any body, nothing required. */
  static ProxyInput read(Fields fields) {
    return new ProxyInput(
        fields.string("name", ""),
        fields.string("listen"),
        fields.string("upstream"),
        fields.bool("enabled"));
  }

  /** Of a body that creates one: name and upstream are required. */
  static ProxyInput create(byte[] body) {
    return read(Fields.of(body)).complete("");
  }

  /** Of a body with many; all are checked before the first is used. */
  static List<ProxyInput> populate(byte[] body) {
    List<ProxyInput> inputs = new ArrayList<>();
    for (Object item : Fields.array(body)) {
      inputs.add(read(Fields.of(item, "proxy.")));
    }
    for (int i = 0; i < inputs.size(); i++) {
      inputs.get(i).complete(" at proxy " + (i + 1));
    }
    return inputs;
  }

  private ProxyInput complete(String where) {
    if (name.isEmpty()) {
      throw ApiError.missingField("name" + where);
    }
    if (upstream("").isEmpty()) {
      throw ApiError.missingField("upstream" + where);
    }
    return this;
  }

  String listen(String otherwise) {
    return givenListen == null ? otherwise : givenListen;
  }

  String upstream(String otherwise) {
    return givenUpstream == null ? otherwise : givenUpstream;
  }

  boolean enabled(boolean otherwise) {
    return givenEnabled == null ? otherwise : givenEnabled;
  }
}
