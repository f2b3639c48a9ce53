package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spike.junit.WithFault;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;

/** A fault on the DataSource bean, without any load. */
@SpringBootTest
@Import(Hooks.class)
class DatabaseDownTest {
  @Autowired Orders orders;
  @Autowired Products products;

  @Test
  @WithFault(point = Hooks.DATABASE, exception = SQLException.class)
  void anOrderThatCannotBeStoredIsRefused() {
    assertThatThrownBy(() -> orders.place(7)).isInstanceOf(DataAccessException.class);
  }

  @Test
  void withoutTheFaultItIsStored() {
    long before = orders.count();
    orders.place(7);
    assertThat(orders.count()).isEqualTo(before + 1);
  }
}
