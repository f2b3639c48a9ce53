package dev.spike.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static Settings of(Map<String, String> given) {
    return Settings.of(name -> Optional.ofNullable(given.get(name)), given.keySet());
  }

  @Test
  void withoutAnyItRunsAsWritten() {
    Settings settings = of(Map.of());

    assertThat(settings.enabled()).isTrue();
    assertThat(settings.scale()).isEqualTo(1);
    assertThat(settings.results()).isEqualTo(Path.of("target", "spike"));
  }

  @Test
  void takesWhatIsGiven() {
    Map<String, String> given =
        Map.of(
            "spike.enabled", "false",
            "spike.scale", "0.5",
            "spike.seed", "42",
            "spike.results", "out",
            "spike.control.port", "9",
            "user.home", "x");

    assertThat(of(given)).isEqualTo(new Settings(false, 0.5, 42, Path.of("out")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spike.enabled | no   | spike.enabled=no: it must be true or false",
        "spike.scale   | 0    | spike.scale=0: it must be a number above 0 such as 0.5 or 10",
        "spike.scale   | fast | spike.scale=fast: it must be a number above 0 such as 0.5 or 10",
        "spike.seed    | 1.5  | spike.seed=1.5: it must be a whole number such as 42",
      })
  void refusesWrongValues(String name, String value, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Map.of(name, value)))
        .withMessage(message);
  }

  @Test
  void refusesAMisspeltName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.of(name -> Optional.empty(), List.of("spike.scael")))
        .withMessageContaining("property 'spike.scael' is unknown to spike: choose from [spike.en");
  }
}
