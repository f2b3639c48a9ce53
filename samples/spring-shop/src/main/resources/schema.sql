create table product (id bigint primary key, name varchar(80) not null, price_cents bigint not null);
create table purchase (id bigint generated always as identity primary key, product_id bigint not null references product, receipt varchar(40) not null);
