package com.example.shop;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

@Service
public class Orders {
  private final JdbcClient jdbc;
  private final Products products;
  private final Payments payments;

  public Orders(JdbcClient jdbc, Products products, Payments payments) {
    this.jdbc = jdbc;
    this.products = products;
    this.payments = payments;
  }

  /** Orders one of a product; returns the receipt's number. */
  public String place(long productId) {
    Product product = products.find(productId);
    String receipt = payments.charge(product.priceCents());
    jdbc.sql("insert into purchase (product_id, receipt) values (?, ?)")
        .params(productId, receipt)
        .update();
    return receipt;
  }

  public long count() {
    return jdbc.sql("select count(*) from purchase").query(Long.class).single();
  }
}
