package dev.spike.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class LoansTest {
  private final Loans loans = new Loans(() -> 1);

  @Test
  void twoAtOnceOfOneAreTooMany() throws SQLException {
    try (Connection first = connection();
        Connection second = connection()) {
      Loans.Loan one = loans.lent(first);
      Loans.Loan other = loans.lent(second);
      one.returning();
      other.returning();
    }
    assertThat(loans.over()).isEqualTo(1);
    assertThat(loans.firstOver()).startsWith("2 borrowed at once by thread ");
  }

  @Test
  void aDeadHandleThatThePoolHasReplacedIsNoLoanAnyMore() throws SQLException {
    try (Connection broken = connection();
        Connection replacement = connection()) {
      Loans.Loan dead = loans.lent(broken);
      loans.lent(replacement);
      broken.close();
      dead.returning();
    }
    assertThat(loans.over()).isZero();
    assertThat(loans.firstOver()).isEmpty();
  }

  @Test
  void aDeadHandleIsNoneEitherWhenALaterLoanFindsIt() throws SQLException {
    try (Connection broken = connection();
        Connection replacement = connection();
        Connection next = connection()) {
      Loans.Loan dead = loans.lent(broken);
      Loans.Loan other = loans.lent(replacement);
      broken.close();
      other.returning();
      loans.lent(next);
      dead.returning();
    }
    assertThat(loans.over()).isZero();
  }

  @Test
  void closingTwiceHidesNothing() throws SQLException {
    try (Connection first = connection();
        Connection second = connection()) {
      Loans.Loan one = loans.lent(first);
      loans.lent(second);
      one.returning();
      first.close();
      one.returning();
    }
    assertThat(loans.over()).isEqualTo(1);
  }

  private static Connection connection() throws SQLException {
    return DriverManager.getConnection("jdbc:h2:mem:");
  }
}
