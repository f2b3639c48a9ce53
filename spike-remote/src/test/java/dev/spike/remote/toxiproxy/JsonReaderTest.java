package dev.spike.remote.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Fields fields(String text) {
    return Fields.of(bytes(text));
  }

  @Test
  void takesTheFirstValueOnly() {
    assertThat(fields("{\"a\":1} garbage {").int64("a", 0)).isEqualTo(1);
    assertThat(fields("{\"a\":1}{\"a\":2}").int64("a", 0)).isEqualTo(1);
  }

  @Test
  void namesMatchInAnyCaseAndTheLastWins() {
    assertThat(fields("{\"NaMe\":\"x\"}").string("name", "")).isEqualTo("x");
    assertThat(fields("{\"name\":\"x\",\"NAME\":\"y\"}").string("name", "")).isEqualTo("y");
    assertThat(fields("{\"name\":\"x\",\"NAME\":\"y\",\"name\":\"z\"}").string("name", ""))
        .isEqualTo("z");
  }

  @Test
  void nullChangesNothing() {
    assertThat(fields("{\"a\":null,\"b\":null,\"c\":null}").int64("a", 7)).isEqualTo(7);
    assertThat(fields("{\"a\":5,\"a\":null}").int64("a", 7)).isEqualTo(5);
    assertThat(fields("null").string("name", "kept")).isEqualTo("kept");
    assertThat(fields("{\"attributes\":null}").object("attributes").int64("x", 3)).isEqualTo(3);
  }

  @Test
  void integersAreIntegers() {
    assertThat(fields("{\"a\":-9223372036854775808}").int64("a", 0)).isEqualTo(Long.MIN_VALUE);
    for (String wrong : new String[] {"1.5", "1.0", "1e3", "\"1\"", "true", "[]", "{}"}) {
      assertThatThrownBy(() -> fields("{\"a\":" + wrong + "}").int64("a", 0))
          .as(wrong)
          .isInstanceOf(ApiError.class)
          .hasMessageStartingWith("bad request body: json: cannot unmarshal ");
    }
    assertThatThrownBy(() -> fields("{\"a\":9223372036854775808}").int64("a", 0))
        .hasMessageContaining("int64");
  }

  @Test
  void floatsStayInTheRangeOfFloat32() {
    assertThat(fields("{\"a\":1e3}").float32("a", 0)).isEqualTo(1000f);
    assertThatThrownBy(() -> fields("{\"a\":1e39}").float32("a", 0))
        .hasMessageContaining("float32");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | EOF",
        "'  ' | EOF",
        "{\"a\": | unexpected EOF",
        "{ | unexpected EOF",
        "[1 | unexpected EOF"
      })
  void saysWhatIsMissing(String body, String problem) {
    assertThatThrownBy(() -> fields(body)).hasMessage("bad request body: " + problem);
  }

  @ParameterizedTest
  @CsvSource({"[]", "3", "true", "x", "{a:1}", "{\"a\":01}"})
  void refusesWhatIsNoObject(String body) {
    assertThatThrownBy(() -> fields(body))
        .isInstanceOf(ApiError.class)
        .hasMessageStartingWith("bad request body: ");
  }

  @Test
  void refusesNestingWithoutEnd() {
    String deep = "{\"attributes\":" + "[".repeat(400_000);
    assertThatThrownBy(() -> fields(deep))
        .isInstanceOf(ApiError.class)
        .hasMessageContaining("nesting");
  }

  @Test
  void replacesBrokenUtf8() {
    byte[] broken = bytes("{\"name\":\"a?\"}");
    broken[10] = (byte) 0xff;
    assertThat(Fields.of(broken).string("name", "")).isEqualTo("a\ufffd");
  }
}
