-- Which classes of dangerous goods there are: asked for whenever somebody looks at a draft whose
-- rules go by them.
create index sku_hazard_used on catalog.sku (hazard) where hazard is not null;
