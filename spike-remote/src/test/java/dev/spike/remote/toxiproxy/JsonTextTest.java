package dev.spike.remote.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {
  @Test
  void isCompact() {
    JsonText json = new JsonText().open('{').name("a").open('[');
    json.int64(1).string("x").bool(true).open('{').close('}').close(']').name("b").float32(0.5f);
    assertThat(json.close('}').toString()).isEqualTo("{\"a\":[1,\"x\",true,{}],\"b\":0.5}");
  }

  @Test
  void anEmptyTextIsAValueToo() {
    assertThat(new JsonText().open('[').string("").string(":").string("{").close(']').toString())
        .isEqualTo("[\"\",\":\",\"{\"]");
  }

  @Test
  void escapesAsGoDoes() {
    assertThat(new JsonText().string("<a>&\"\\\n\r\t\u0001\u2028é\ud83d\ude00").toString())
        .isEqualTo("\"\\u003ca\\u003e\\u0026\\\"\\\\\\n\\r\\t\\u0001\\u2028é\ud83d\ude00\"");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "0, 0",
    "-0.0, -0",
    "0.1, 0.1",
    "7.5, 7.5",
    "0.33333334, 0.33333334",
    "100, 100",
    "16777216, 16777216",
    "2e-45, 1e-45",
    "1e-7, 1e-7",
    "1.5e-7, 1.5e-7",
    "0.000001, 0.000001",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "-3.4028235e38, -3.4028235e+38"
  })
  void floatsAreShort(float value, String text) {
    assertThat(JsonText.shortest(value)).isEqualTo(text);
  }

  @Test
  void floatsComeBack() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 20_000; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(value)) {
        assertThat(Float.parseFloat(JsonText.shortest(value))).isEqualTo(value);
      }
    }
  }
}
