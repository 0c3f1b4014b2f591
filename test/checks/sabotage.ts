import { randomUUID } from 'node:crypto'
import {
  addClaim,
  addFact,
  type By,
  type Claim,
  type Ledger,
} from '../../src/inventory/domain/ledger.ts'
import type { SupplyKey } from '../../src/inventory/domain/supply.ts'
import { insertHold } from '../../src/inventory/store/holds.ts'
import { lockLedger, saveLedger } from '../../src/inventory/store/ledger.ts'
import type { Tx } from '../../src/platform/db/index.ts'
import type { Sql } from '../../src/platform/db/sql.ts'
import { NOBODY } from '../holder.ts'

/**
 * Breaks one invariant and nothing else, in a transaction of a superuser that is rolled back.
 * Answers the rows that its check must report then.
 */
export type Sabotage = (tx: Tx) => Promise<object[]>

/** Statements, one after the other; the rows that the last one answers are to be reported. */
export function steps(...statements: Sql[]): Sabotage {
  return async (tx) => {
    let rows: object[] = []
    for (const statement of statements) rows = await tx.query<object>(statement)
    return rows
  }
}

const nowMs = Temporal.Now.instant().epochMilliseconds
const by: By = { actor: 'sabotage', now: Temporal.Now.instant(), nowMs }

/** Changes supply rows as the product does, ledger and all, but with what it would never do. */
export async function withLedger(
  tx: Tx,
  keys: readonly SupplyKey[],
  work: (ledger: Ledger) => void,
): Promise<void> {
  const ledger = await lockLedger(tx, keys)
  work(ledger)
  await saveLedger(tx, ledger, by)
  for (const { kind, reference, expiresAt } of ledger.newClaims) {
    if (kind === 'hold')
      await insertHold(tx, { ...NOBODY, id: reference!, expiresAt: expiresAt! }, by)
  }
}

export function hold(ledger: Ledger, key: SupplyKey, quantity: number): Claim {
  const expiresAt = by.now.add({ hours: 1 })
  const none = { orderId: null, lineNo: null }
  const wanted = { kind: 'hold' as const, quantity, reference: randomUUID(), expiresAt, ...none }
  return addClaim(ledger, { ...key, ...wanted }, by)!
}

export function allocate(
  ledger: Ledger,
  key: SupplyKey,
  quantity: number,
  [orderId, lineNo]: readonly [string, number],
): Claim {
  const none = { reference: null, expiresAt: null }
  const wanted = { kind: 'allocation' as const, quantity, orderId, lineNo, ...none }
  return addClaim(ledger, { ...key, ...wanted }, by)!
}

/** A change of a row that no claim and no count stands behind. */
export function change(
  ledger: Ledger,
  key: SupplyKey,
  of: { quantity?: number; held?: number },
): void {
  addFact(ledger, key, { ...of, reason: 'correction', reference: null }, by)
}
