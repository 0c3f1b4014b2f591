import { newId } from '../../lib/ids.ts'
import { Refusal, refuse } from '../../lib/refusal.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import { refuseOtherVersion } from '../../platform/outcomes.ts'
import { faultOfInvented, type Invented, type RuleTest } from '../domain/rules/made.ts'
import { findRuleDraft, findRuleVersion } from '../store/rules.ts'
import {
  deleteTest,
  insertTest,
  listTests,
  lockTest,
  updateTest,
  type StoredTest,
} from '../store/rule-tests.ts'
import { TESTS_MAX } from '../schemas/rule-tests.ts'
import type { By } from './rules.ts'
import type { TestsWorld } from './run-tests.ts'

type NewTest = Omit<RuleTest, 'id' | 'version'>

/** Keeps a test; refuses one that cannot be run, or that expects nothing. */
export async function createTest(
  tx: Tx,
  world: TestsWorld,
  given: NewTest,
  by: By,
): Promise<StoredTest> {
  refuseInvented(given.invented, '/invented')
  await refuseFaults(tx, world, given, { at: by.now, field: '' })
  if ((await listTests(tx)).length >= TESTS_MAX) {
    refuse('field_invalid', { field: '/code', detail: `There are ${TESTS_MAX} tests already.` })
  }
  const changed = { changedAt: by.now, changedBy: by.actor }
  const test: StoredTest = { ...given, id: newId(by.nowMs), version: 1, ...changed }
  if (!(await insertTest(tx, test))) refuse('code_taken', { field: '/code' })
  return test
}

export async function changeTest(
  tx: Tx,
  world: TestsWorld,
  of: { code: string; version: number; fields: Partial<Omit<NewTest, 'code'>> },
  by: By,
): Promise<StoredTest> {
  const before = (await lockTest(tx, of.code)) ?? refuse('not_found')
  refuseOtherVersion(of.version, before.version)
  if (of.fields.invented) refuseInvented(of.fields.invented, '/fields/invented')
  const changed = { changedAt: by.now, changedBy: by.actor }
  const test = { ...before, ...of.fields, version: before.version + 1, ...changed }
  await refuseFaults(tx, world, test, { at: by.now, field: '/fields' })
  await updateTest(tx, test)
  return test
}

export async function removeTest(tx: Tx, of: { code: string; version: number }): Promise<void> {
  const test = (await lockTest(tx, of.code)) ?? refuse('not_found')
  refuseOtherVersion(of.version, test.version)
  await deleteTest(tx, test.id)
}

/** Of what is sent: a test that is kept already is run as it always was. */
export function refuseInvented(invented: Invented, field: string): void {
  const fault = faultOfInvented(invented)
  if (fault) refuse('field_invalid', { field: field + fault[0], detail: fault[1] })
}

/** What it names must be there when it is written; later it fails where something is gone. */
async function refuseFaults(
  db: Queryable,
  world: TestsWorld,
  test: Pick<NewTest, 'invented' | 'at' | 'stock' | 'expected'>,
  { at, field }: { at: Temporal.Instant; field: string },
): Promise<void> {
  const { expected } = test
  if (Object.keys(expected).length === 0) {
    const detail = 'Say at least one thing that is expected.'
    refuse('field_invalid', { field: `${field}/expected`, detail })
  }
  const { locationByCode } = await world.network.current()
  for (const part of ['exactly', 'among', 'never'] as const) {
    const unknown = (expected[part] ?? []).findIndex((code) => !locationByCode.has(code))
    if (unknown >= 0) refuse('location_unknown', { field: `${field}/expected/${part}/${unknown}` })
  }
  if (typeof expected.rule === 'string') await refuseNoRule(db, expected.rule, field)
  const [decided] = await world.decideMade(db, [test], { rules: undefined, now: at })
  if (!(decided instanceof Refusal)) return
  const { code, message: detail, facts } = decided
  refuse(code, { field: field + (decided.field ?? ''), detail, facts })
}

async function refuseNoRule(db: Queryable, id: string, field: string): Promise<void> {
  const known = [await findRuleDraft(db), await findRuleVersion(db, 'newest')]
  if (known.some((list) => list?.rules?.some((rule) => rule.id === id))) return
  const detail = 'Neither the draft nor the newest version has such a rule.'
  refuse('field_invalid', { field: `${field}/expected/rule`, detail })
}
