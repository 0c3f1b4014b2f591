-- Orders that wait for what is on its way of a SKU; those that lack it are in line_short.
create index line_expected on orders.order_line (sku_id, order_id) where expected > 0;
