-- Classes of dangerous goods (UN, as ADR, IMDG and IATA use them): most goods have none.
alter table catalog.sku
  add column hazard text,
  add constraint sku_hazard check (hazard in ('1', '2.1', '2.2', '2.3', '3', '4.1', '4.2', '4.3',
    '5.1', '5.2', '6.1', '6.2', '7', '8', '9'));
