package dev.spike.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.Configuration;
import dev.spike.Parameter;
import dev.spike.Params;
import dev.spike.Scenario;
import dev.spike.ScenarioProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final class Attack implements ScenarioProvider {
    @Override
    public String name() {
      return "attack";
    }

    @Override
    public String description() {
      return "Has a parameter of several hosts.";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          Parameter.list("hosts", "", "by commas"), new Parameter("rate", "1", "a second"));
    }

    @Override
    public Scenario scenario(Params params) {
      return Scenario.named(name());
    }
  }

  private static List<Map<String, String>> configurations(String... args) {
    ScenarioProvider attack = new Attack();
    return Selection.of(Arguments.parse(args), List.of(attack)).configurations(attack).stream()
        .map(Configuration::values)
        .toList();
  }

  @Test
  void commasStandBetweenValuesButNotWithinLists() {
    assertThat(configurations("-p", "hosts=a,b", "-p", "rate=1,2"))
        .containsExactly(Map.of("hosts", "a,b", "rate", "1"), Map.of("hosts", "a,b", "rate", "2"));
  }

  @Test
  void aFlagGivenAgainAddsAValue() {
    assertThat(configurations("-p", "hosts=a,b", "-p", "hosts=a"))
        .containsExactly(Map.of("hosts", "a,b"), Map.of("hosts", "a"));
  }

  @Test
  void aForkTakesTheOneValueThatItIsGiven() {
    assertThat(configurations("--fork", "-p", "rate=1,2")).containsExactly(Map.of("rate", "1,2"));
  }
}
