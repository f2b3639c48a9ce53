package dev.spike.samples.storefront.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private final Users users = new Users(7);
  private final Sessions sessions = new Sessions(1_000, Duration.ofMinutes(1));
  private final Accounts accounts = new Accounts(users, new PasswordHash(2), sessions);

  @Test
  void everyUserLogsInWithTheirOwnPassword() {
    Set<String> tokens = new HashSet<>();
    for (int i = 0; i < Users.COUNT; i++) {
      String token = accounts.login(users.name(i), users.password(i)).orElseThrow();
      assertThat(sessions.userOf(token)).contains(users.name(i));
      tokens.add(token);
    }
    assertThat(tokens).hasSize(Users.COUNT);
  }

  @Test
  void nobodyLogsInWithAnother() {
    assertThat(accounts.login(users.name(1), users.password(2))).isEmpty();
    assertThat(accounts.login("user-999", users.password(1))).isEmpty();
    assertThat(accounts.login("user-999", "")).isEmpty();
  }

  @Test
  void theSeedMakesThePasswords() {
    assertThat(users.name(0)).isEqualTo("user-000");
    assertThat(users.name(499)).isEqualTo("user-499");
    assertThat(users.password(3)).isEqualTo(new Users(7).password(3)).hasSize(16);
    assertThat(users.password(3)).isNotEqualTo(new Users(8).password(3));
    assertThatThrownBy(() -> users.name(500)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void equalPasswordsHaveDifferentHashes() {
    PasswordHash hash = new PasswordHash(2);
    SaltedHash one = hash.salted("same");
    assertThat(one.hash).isNotEqualTo(hash.salted("same").hash);
    assertThat(hash.matches("same", one)).isTrue();
    assertThat(hash.matches("other", one)).isFalse();
  }

  @Test
  void theCostIsCalibratedOrGiven() {
    assertThat(PasswordHash.calibrated(Duration.ofMillis(1)).iterations()).isGreaterThan(99);
    assertThat(PasswordHash.calibrated(Duration.ZERO).iterations()).isEqualTo(100);
    assertThatThrownBy(() -> new PasswordHash(0)).hasMessageContaining("hash iterations of 0");
  }

  @Test
  void sessionsAreBoundedInNumberAndAge() {
    AtomicLong nanos = new AtomicLong();
    Sessions few = new Sessions(10, Duration.ofSeconds(5), nanos::get);
    for (int i = 0; i < 1_000; i++) {
      few.open("user-000");
    }
    assertThat(few.size()).isLessThanOrEqualTo(10);
    String last = few.open("user-001");
    nanos.addAndGet(Duration.ofSeconds(6).toNanos());
    assertThat(few.userOf(last)).isEmpty();
    assertThat(few.size()).isZero();
  }
}
