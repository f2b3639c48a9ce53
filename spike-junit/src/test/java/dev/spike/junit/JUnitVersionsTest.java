package dev.spike.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same tests come to the same on every JUnit, in a JVM of its own. */
class JUnitVersionsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"1.12.2", "1.14.4", "6.0.3", "6.1.3"})
  void testsComeToTheSame(String platform) throws Exception {
    assertThat(run(platform).lines().filter(line -> line.startsWith("= ")))
        .containsExactly(
            "= everyCallFails SUCCESSFUL",
            "= herd FAILED",
            "= inPrivate FAILED",
            "= inStatic FAILED",
            "= itsOwnCallsFail SUCCESSFUL",
            "= itsTasksFailWhereTheExecutorIsWrapped SUCCESSFUL",
            "= mayStayIdle SUCCESSFUL",
            "= nobodyElsesDo SUCCESSFUL",
            "= notSetUp FAILED",
            "= notThere ABORTED",
            "= onAThreadOfItsOwn FAILED",
            "= onItsThread FAILED",
            "= right SUCCESSFUL",
            "= slowThenFailing SUCCESSFUL",
            "= twoLoads FAILED",
            "= beside a measurement: 0",
            "= ten faults: 10 passed, parallel true");
  }

  private String run(String platform) throws IOException, InterruptedException {
    Path junit =
        Path.of("target", "junit", "junit-platform-console-standalone-" + platform + ".jar");
    assertThat(junit).as("made by mvn process-test-resources").exists();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dspike.results=" + folder,
                "-cp",
                junit + File.pathSeparator + withoutJUnit(),
                VersionRun.class.getName())
            .redirectErrorStream(true)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(told).isZero();
    return told;
  }

  private static String withoutJUnit() {
    String here = System.getProperty("java.class.path");
    return Arrays.stream(here.split(File.pathSeparator))
        .filter(entry -> !entry.contains("junit-jupiter") && !entry.contains("junit-platform"))
        .filter(entry -> !entry.contains("opentest4j"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
