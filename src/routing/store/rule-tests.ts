import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { RuleTest } from '../domain/rules/made.ts'

export type StoredTest = RuleTest & { changedAt: Temporal.Instant; changedBy: string }

const columns = sql`id, code, name, version, invented, at, stock, expected,
  changed_at as "changedAt", changed_by as "changedBy"`

/** By code. */
export async function listTests(db: Queryable): Promise<StoredTest[]> {
  return db.query<StoredTest>(sql`select ${columns} from routing.rule_test order by code`)
}

/** One, which nobody else changes till the end of the transaction. */
export async function lockTest(tx: Tx, code: string): Promise<StoredTest | undefined> {
  const [test] = await tx.query<StoredTest>(sql`
    select ${columns} from routing.rule_test where code = ${code} for update`)
  return test
}

/** Answers whether its code was free. */
export async function insertTest(tx: Tx, test: StoredTest): Promise<boolean> {
  const rows = await tx.query(sql`
    insert into routing.rule_test
      (id, code, name, version, invented, at, stock, expected, changed_at, changed_by)
    values (${test.id}, ${test.code}, ${test.name}, ${test.version},
      ${JSON.stringify(test.invented)}::json, ${test.at && JSON.stringify(test.at)}::json,
      ${JSON.stringify(test.stock)}::json, ${JSON.stringify(test.expected)}::json,
      ${test.changedAt}, ${test.changedBy})
    on conflict (code) do nothing returning id`)
  return rows.length > 0
}

export async function updateTest(tx: Tx, test: StoredTest): Promise<void> {
  await tx.query(sql`
    update routing.rule_test set name = ${test.name}, version = ${test.version},
      invented = ${JSON.stringify(test.invented)}::json,
      at = ${test.at && JSON.stringify(test.at)}::json,
      stock = ${JSON.stringify(test.stock)}::json,
      expected = ${JSON.stringify(test.expected)}::json,
      changed_at = ${test.changedAt}, changed_by = ${test.changedBy}
    where id = ${test.id}`)
}

export async function deleteTest(tx: Tx, id: string): Promise<void> {
  await tx.query(sql`delete from routing.rule_test where id = ${id}`)
}
