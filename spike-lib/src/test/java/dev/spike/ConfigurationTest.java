package dev.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spike.repeat.Repetition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
  private static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter("size", "10", "connections"),
          new Parameter("breaker", "on", "on or off"),
          Parameter.list("hosts", "a,b", "by commas"));

  @Test
  void everyCombinationOfTheValuesIsOne() {
    List<Configuration> all =
        Configuration.of(
            PARAMETERS, Map.of("size", List.of("10", "30"), "breaker", List.of("on", "off")));

    assertThat(all)
        .extracting(Configuration::difference)
        .containsExactly(
            "size=10,breaker=on",
            "size=10,breaker=off",
            "size=30,breaker=on",
            "size=30,breaker=off");
    assertThat(all.get(3).values()).isEqualTo(Map.of("size", "30", "breaker", "off"));
  }

  @Test
  void oneValueIsNoDifference() {
    List<Configuration> all =
        Configuration.of(PARAMETERS, Map.of("size", List.of("30"), "unknown", List.of("1", "2")));

    assertThat(all).containsExactly(new Configuration(Map.of("size", "30"), ""));
    assertThat(all.get(0).of(Repetition.once("pool")).isSingle()).isTrue();
  }

  @Test
  void commasStandBetweenValuesExceptInLists() {
    assertThat(PARAMETERS.get(0).values("10,30")).containsExactly("10", "30");
    assertThat(PARAMETERS.get(2).values("a,b")).containsExactly("a,b");
  }

  @Test
  void aValueThatComesTwiceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Configuration.of(PARAMETERS, Map.of("size", List.of("10", "10"))))
        .withMessageContainingAll("size=10,10", "twice", "-f N");
  }
}
