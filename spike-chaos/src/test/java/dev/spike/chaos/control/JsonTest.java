package dev.spike.chaos.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void valuesNest() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("a", List.of(1, 2L, true, "x"));
    map.put("b", Map.of());
    map.put("c", List.of());
    assertThat(Json.of(map)).isEqualTo("{\"a\":[1,2,true,\"x\"],\"b\":{},\"c\":[]}");
  }

  @Test
  void whateverATextHoldsIsEscaped() {
    assertThat(Json.of("\"\\\n\t\u0000/\u00e9\ud83d\ude00"))
        .isEqualTo("\"\\\"\\\\\\u000a\\u0009\\u0000/\u00e9\ud83d\ude00\"");
    assertThat(Json.of("\ud83d")).isEqualTo("\"\\ud83d\"");
    assertThat(Json.of("x\ude00y")).isEqualTo("\"x\\ude00y\"");
  }

  @Test
  void formsComeBackAsTheyWere() {
    Map<String, String> values = Map.of("a b", "1&2=3%\u00e9", "c", "");
    assertThat(Form.parsed(Form.of(values))).isEqualTo(values);
    assertThat(Form.parsed("a=1&&b\n")).isEqualTo(Map.of("a", "1", "b", ""));
    assertThatThrownBy(() -> Form.parsed("a=1&a=2")).hasMessageContaining("given twice");
  }
}
