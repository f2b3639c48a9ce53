insert into product select x, 'product ' || x, 100 * x from system_range(1, 100);
