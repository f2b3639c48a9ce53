package com.example.shop;

import dev.spike.chaos.jdbc.ChaosDataSource;
import dev.spike.chaos.wrap.ChaosInterface;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;

/** Puts spike's hooks around two beans of the shop, which does not know of them. */
@TestConfiguration(proxyBeanMethods = false)
class Hooks implements BeanPostProcessor {
  static final String DATABASE = "shop.db";
  static final String BANK = "shop.bank";

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof DataSource pool) {
      return ChaosDataSource.wrap(pool, DATABASE);
    }
    return bean instanceof Bank bank ? ChaosInterface.wrap(Bank.class, bank, BANK) : bean;
  }
}
