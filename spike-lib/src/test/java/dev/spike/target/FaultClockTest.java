package dev.spike.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.run.Disturbance;
import org.junit.jupiter.api.Test;

class FaultClockTest {
  private record Told(int ordinal) implements Disturbance, Disturbance.Active {
    @Override
    public String name() {
      return "told-" + ordinal;
    }

    @Override
    public boolean isFault() {
      return false;
    }

    @Override
    public Disturbance placed(int place) {
      return new Told(place);
    }

    @Override
    public Active begin(long seed, long lifetimeNanos) {
      return this;
    }

    @Override
    public long fired() {
      return 1;
    }

    @Override
    public String remark() {
      return "remarkable";
    }

    @Override
    public long injectedNanos() {
      return 3;
    }

    @Override
    public long maxInjectedNanos() {
      return 2;
    }

    @Override
    public void close() {}
  }

  @Test
  void whatIsWatchedStaysWhatItIs() throws Exception {
    FaultClock clock = new FaultClock();
    Disturbance watched = clock.watching(new Told(0)).placed(2);
    assertThat(watched.name()).isEqualTo("told-2");
    assertThat(watched.isFault()).isFalse();

    Disturbance.Active active = watched.begin(1, 1);
    assertThat(active.fired()).isEqualTo(1);
    assertThat(active.remark()).isEqualTo("remarkable");
    assertThat(active.injectedNanos()).isEqualTo(3);
    assertThat(active.maxInjectedNanos()).isEqualTo(2);
    assertThat(clock.begun()).isNotNull();
    assertThat(clock.ended()).isNull();
    active.close();
    assertThat(clock.ended()).isNotNull();
  }
}
