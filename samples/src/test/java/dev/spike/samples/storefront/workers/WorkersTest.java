package dev.spike.samples.storefront.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private static ScalingPolicy quick(int min, int max) {
    return new ScalingPolicy(
        0.5,
        0.1,
        min,
        max,
        Duration.ofMillis(20),
        Duration.ofMillis(40),
        Duration.ofMillis(30),
        Duration.ofMillis(100));
  }

  private static WorkSettings work(int jobMillis, int capacity) {
    return new WorkSettings(Duration.ofMillis(jobMillis), 2, capacity);
  }

  @Test
  void growsUnderABacklogDrainsItAndShrinksAgain() throws Exception {
    try (Workers workers = new Workers(work(10, 1_000), quick(1, 10))) {
      List<CompletableFuture<JobDone>> jobs = submit(workers, 300);
      CompletableFuture.allOf(jobs.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
      await().atMost(LONG).until(() -> workers.report(0).now().desired() == 1);

      ScalingReport report = workers.report(0);
      assertThat(report.now().done()).isEqualTo(300);
      assertThat(report.now().queued() + report.now().inWork()).isZero();
      assertThat(report.events().get(0).from()).isEqualTo(1);
      assertThat(report.events()).extracting(ScalingEvent::to).anyMatch(to -> to > 1);
      assertThat(report.events()).extracting(ScalingEvent::to).last().isEqualTo(1);
      assertThat(report.samples()).extracting(ScalingSample::desired).allMatch(n -> n <= 10);
    }
  }

  @Test
  void rejectsWhatDoesNotFitIntoTheQueue() {
    try (Workers workers = new Workers(work(60_000, 3), quick(1, 1))) {
      // Two are taken by the replica's threads, three wait.
      assertThat(submit(workers, 2)).noneMatch(CompletableFuture::isDone);
      await().atMost(LONG).until(() -> workers.report(0).now().queued() == 0);
      assertThat(submit(workers, 3)).noneMatch(CompletableFuture::isDone);
      assertThatThrownBy(workers::submit)
          .isInstanceOf(QueueFullException.class)
          .hasMessage("queue is full with 3 jobs: try again later");
      ScalingSample now = workers.report(0).now();
      assertThat(now.rejected()).isEqualTo(1);
      assertThat(now.arrived()).isEqualTo(6);
      assertThat(now.queued()).isEqualTo(3);
      assertThat(now.inWork()).isEqualTo(2);
    }
  }

  @Test
  void aStoppedReplicaFinishesItsJob() throws Exception {
    JobQueue queue = new JobQueue(10, new Occupancy(System::nanoTime, 1));
    Replicas replicas = new Replicas(queue, work(200, 10), Duration.ZERO);
    replicas.begin(1);
    CompletableFuture<JobDone> job = queue.add();
    await().atMost(LONG).until(() -> queue.queued() == 0);
    replicas.scaleTo(0);
    assertThat(job.get(30, TimeUnit.SECONDS).replica()).isEqualTo("replica-1");
    CompletableFuture<JobDone> later = queue.add();
    assertThat(queue.queued()).isEqualTo(1);
    assertThat(later).isNotDone();
  }

  @Test
  void aReplicaTakesNothingBeforeItIsReady() {
    JobQueue queue = new JobQueue(10, new Occupancy(System::nanoTime, 1));
    Replicas replicas = new Replicas(queue, work(1, 10), Duration.ofHours(1));
    replicas.scaleTo(3);
    CompletableFuture<JobDone> job = queue.add();
    assertThat(replicas.count()).isEqualTo(3);
    assertThat(replicas.ready()).isZero();
    assertThat(job).isNotDone();
    replicas.scaleTo(0);
  }

  @Test
  void jobsThatWaitFailWhenTheWorkersClose() {
    Workers workers = new Workers(work(60_000, 10), quick(1, 1));
    List<CompletableFuture<JobDone>> jobs = submit(workers, 6);
    workers.close();
    assertThatThrownBy(() -> jobs.get(5).get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("the workers were closed");
  }

  @Test
  void sinceLeavesOutWhatIsOlder() {
    try (Workers workers = new Workers(work(1, 10), quick(1, 1))) {
      await().atMost(LONG).until(() -> workers.report(0).samples().size() > 3);
      long since = workers.report(0).samples().get(2).atMillis();
      assertThat(workers.report(since).samples())
          .isNotEmpty()
          .allMatch(sample -> sample.atMillis() >= since);
    }
  }

  @Test
  void boundsAreNamed() {
    assertThatThrownBy(() -> quick(5, 4))
        .hasMessage("max replicas of 4: give from min replicas (5) to 1000");
    assertThatThrownBy(() -> work(0, 1)).hasMessage("job time of PT0S: give 1 ms or more");
  }

  private static List<CompletableFuture<JobDone>> submit(Workers workers, int count) {
    List<CompletableFuture<JobDone>> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      jobs.add(workers.submit());
    }
    return jobs;
  }
}
