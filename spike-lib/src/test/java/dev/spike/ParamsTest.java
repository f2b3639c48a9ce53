package dev.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParamsTest {
  private static Params of(String value) {
    return Params.of(List.of(new Parameter("p", "1", "anything")), Map.of("p", value));
  }

  @Test
  void givenValuesReplaceTheStandardOnes() {
    List<Parameter> declared =
        List.of(new Parameter("count", "5", ""), new Parameter("rate", "2.5", ""));
    Params params = Params.of(declared, Map.of("count", "7", "other", "x"));

    assertThat(params.values()).containsExactly(Map.entry("count", "7"), Map.entry("rate", "2.5"));
    assertThat(params.integer("count")).isEqualTo(7);
    assertThat(params.number("rate")).isEqualTo(2.5);
    assertThat(of("true").flag("p")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"200ms, PT0.2S", "30s, PT30S", "0.5s, PT0.5S", "2min, PT2M"})
  void readsDurations(String text, String duration) {
    assertThat(of(text).duration("p")).isEqualTo(Duration.parse(duration));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "s",
        "-5s",
        "NaNs",
        "Infinitys",
        "5d",
        "ms",
        "-1min",
        "9223372036854775807min"
      })
  void refusesWhatIsNoDuration(String text) {
    refused(text, Params::duration, "a duration such as 200ms, 30s or 2min, not negative");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "NaN", "Infinity", "5d", "1e999"})
  void refusesWhatIsNoNumber(String text) {
    refused(text, Params::number, "a number such as 300 or 0.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.5", "3000000000", "x"})
  void refusesWhatIsNoWholeNumber(String text) {
    refused(text, Params::integer, "a whole number such as 500");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "TRUE"})
  void refusesWhatIsNeitherTrueNorFalse(String text) {
    refused(text, Params::flag, "true or false");
  }

  private static void refused(String text, BiConsumer<Params, String> read, String wanted) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read.accept(of(text), "p"))
        .withMessage("parameter p=" + text + ": it must be " + wanted);
  }

  @Test
  void refusesNamesThatAreNotDeclared() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("1").text("q"))
        .withMessageContainingAll("'q'", "not declared", "[p]");
  }
}
