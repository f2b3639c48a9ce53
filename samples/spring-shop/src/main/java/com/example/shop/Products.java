package com.example.shop;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
public class Products {
  private final JdbcClient jdbc;

  public Products(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Cacheable(cacheNames = "products", sync = true)
  public Product find(long id) {
    return jdbc.sql("select id, name, price_cents from product where id = ?")
        .param(id)
        .query(Product.class)
        .single();
  }
}
