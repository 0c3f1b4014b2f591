-- Records of decisions are some kB of numbers that differ, which the usual compression fails to
-- make a quarter smaller: trying took longer than writing them, and then they were written aside,
-- with an index. So they stay in their row up to what fits into a page.
alter table routing.decision set (toast_tuple_target = 8160);
