package dev.spike.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** On a directory laid out like /proc, as seen by thread 34 of process 12. */
class TimerSlackTest {
  @TempDir Path proc;
  private Path slack;

  @BeforeEach
  void layOut() throws IOException {
    Files.createSymbolicLink(proc.resolve("thread-self"), Path.of("12/task/34"));
    slack = Files.createDirectory(proc.resolve("34")).resolve("timerslack_ns");
  }

  private OptionalLong lower() {
    return new TimerSlack(proc).lowerOwn();
  }

  @Test
  void theThreadsOwnSlackIsLoweredAndTold() throws IOException {
    Files.writeString(slack, "50000\n");

    assertThat(lower()).hasValue(1);
    assertThat(slack).hasContent("1");
  }

  @Test
  void whatIsNotThereIsNotMade() {
    assertThat(lower()).isEmpty();
    assertThat(slack).doesNotExist();
  }

  /** Root may write anything, so the test needs another user. */
  @Test
  void whereItIsNotPermittedTheSlackInEffectIsTold() throws IOException {
    Files.writeString(slack, "50000");
    assumeTrue(slack.toFile().setReadOnly() && !Files.isWritable(slack));

    assertThat(lower()).hasValue(50_000);
  }

  @Test
  void whatCannotBeReadIsNotTold() throws IOException {
    Files.createDirectory(slack);

    assertThat(lower()).isEmpty();
  }

  @Test
  void withoutTheLinkNothingIsTold() throws IOException {
    Files.delete(proc.resolve("thread-self"));
    Files.writeString(slack, "50000");

    assertThat(lower()).isEmpty();
    assertThat(slack).hasContent("50000");
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void aVirtualThreadLeavesItsCarrierAlone() throws Exception {
    Files.writeString(slack, "50000");
    AtomicReference<OptionalLong> told = new AtomicReference<>(OptionalLong.of(0));
    Thread thread = ThreadKind.VIRTUAL.factory("spike").newThread(() -> told.set(lower()));
    thread.start();
    thread.join();

    assertThat(told.get()).isEmpty();
    assertThat(slack).hasContent("50000");
  }

  @Test
  void onThisSystemItNeverFails() throws Exception {
    Thread thread = new Thread(TimerSlack::lower);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    thread.setUncaughtExceptionHandler((of, error) -> failure.set(error));
    thread.start();
    thread.join();

    assertThat(failure).hasNullValue();
  }
}
