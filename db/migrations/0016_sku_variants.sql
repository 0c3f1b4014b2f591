-- Drawings of SKUs (SVG), each stored once however many SKUs show it.
create table catalog.picture (
  -- SHA-256 of the text: the same drawing has the same address everywhere.
  hash bytea primary key,
  svg text not null,
  created_at timestamptz not null,
  constraint picture_size check (octet_length(svg) <= 65536),
  constraint picture_hash check (octet_length(hash) = 32)
);

alter table catalog.sku
  -- The code of the product whose variant it is.
  add column product text,
  -- What tells it from its siblings: {"size": "M", "colour": "navy"}.
  add column options jsonb not null default '{}',
  add column picture bytea references catalog.picture,
  -- The words of the name. Hyphens and the like part words, so that "t-shirt" is found by "shirt".
  add column words tsvector not null generated always as (
    to_tsvector('simple', translate(name, '-/.,''"()&+_:;#', '              '))) stored;

create index sku_words on catalog.sku using gin (words);
create index sku_code_start on catalog.sku (lower(code) text_pattern_ops);
create index sku_category on catalog.sku (category, code);
create index sku_product on catalog.sku (product, code);
create index sku_picture on catalog.sku (picture);

-- What a SKU costs, in minor units, once for each currency.
create table catalog.price (
  sku_id integer not null references catalog.sku,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount bigint not null check (amount >= 0),
  primary key (sku_id, currency)
);
