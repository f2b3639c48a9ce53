package dev.spike.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What came of test classes that were run through JUnit's launcher, as a build runs them. */
final class Launched implements TestExecutionListener {
  /** One that ran, or was skipped with a reason. */
  record Ended(String name, Status status, Optional<Throwable> error, String skipped) {
    String message() {
      return error.map(Throwable::getMessage).orElse("");
    }
  }

  private final List<Ended> ended = new ArrayList<>();

  private Launched() {}

  static List<Ended> run(Class<?>... classes) {
    return run(Map.of(), classes);
  }

  static List<Ended> run(Map<String, String> parameters, Class<?>... classes) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(Arrays.stream(classes).map(c -> selectClass(c)).toList())
            .configurationParameters(parameters)
            .filters(EngineFilter.excludeEngines("junit-vintage", "junit-platform-suite"))
            .build();
    return run(request);
  }

  /** One test of a class that takes a chaos or nothing. */
  static Ended only(String method, Class<?> type) {
    return run(type).stream()
        .filter(test -> test.name().startsWith(method + "("))
        .findFirst()
        .orElseThrow();
  }

  static List<Ended> run(LauncherDiscoveryRequest request) {
    Launched tests = new Launched();
    LauncherFactory.create().execute(request, tests);
    return List.copyOf(tests.ended);
  }

  /** The names of the tests that would run. */
  static List<String> found(LauncherDiscoveryRequest request) {
    TestPlan plan = LauncherFactory.create().discover(request);
    return plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .filter(TestIdentifier::isTest)
        .map(TestIdentifier::getDisplayName)
        .toList();
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest() || result.getStatus() != Status.SUCCESSFUL) {
      ended.add(new Ended(test.getDisplayName(), result.getStatus(), result.getThrowable(), ""));
    }
  }

  @Override
  public synchronized void executionSkipped(TestIdentifier test, String reason) {
    ended.add(new Ended(test.getDisplayName(), Status.ABORTED, Optional.empty(), reason));
  }
}
