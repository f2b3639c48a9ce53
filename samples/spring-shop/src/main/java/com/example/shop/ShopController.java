package com.example.shop;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ShopController {
  private final Products products;
  private final Orders orders;

  ShopController(Products products, Orders orders) {
    this.products = products;
    this.orders = orders;
  }

  @GetMapping("/products/{id}")
  Product product(@PathVariable("id") long id) {
    return products.find(id);
  }

  @PostMapping("/products/{id}/orders")
  Map<String, String> order(@PathVariable("id") long id) {
    return Map.of("receipt", orders.place(id));
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.NOT_FOUND)
  void unknown(EmptyResultDataAccessException e) {}

  @ExceptionHandler({CallNotPermittedException.class, DataAccessException.class})
  @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
  void unavailable(Exception e) {}
}
