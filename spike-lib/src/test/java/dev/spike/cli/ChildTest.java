package dev.spike.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChildTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private final PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());

  @Test
  void aChildThatEndsWithThisJvmHasNoResult() throws Exception {
    ChildFolder folder = new ChildFolder();
    try (Child child = new Child(List.of("sleep", "600"), folder, nowhere, nowhere)) {
      Thread waiting = new Thread(() -> waitFor(child));
      waiting.start();
      child.endWithJvm();

      await().atMost(LONG).until(() -> waiting.getState() == Thread.State.WAITING);
      assertThat(child.exitCode()).isNotZero();
      assertThat(Files.exists(folder.records().getParent())).isFalse();
      waiting.interrupt();
      waiting.join();
    }
  }

  private static void waitFor(Child child) {
    try {
      child.waitFor(LONG.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aFolderOfAnotherKindIsLeftAlone() throws Exception {
    java.nio.file.Path other = Files.createTempDirectory("other");
    java.nio.file.Path file = Files.createFile(other.resolve("fork.jsonl"));
    ChildFolder.delete(other);

    assertThat(file).exists();
    Files.delete(file);
    Files.delete(other);
  }
}
