import { newId } from '../../src/lib/ids.ts'
import { events as catalogEvents } from '../../src/catalog/index.ts'
import { networkChanged } from '../../src/network/index.ts'
import type { Tx } from '../../src/platform/db/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { saveEvents } from '../../src/platform/events/index.ts'
import type { App } from '../app.ts'

const skuChanged = catalogEvents[0]!

/** Tells in a transaction that a SKU has changed, which need not be there. */
export async function changeSku(tx: Tx, { platform }: App, code: string): Promise<void> {
  const { clock, wake } = platform
  const data = { id: 1, code, version: 1 }
  const id = newId(clock.nowMs())
  const event = { id, subject: null, actor: 'test', data, occurredAt: clock.now() }
  await saveEvents(tx, skuChanged, [event])
  tx.onCommit(wake.committed)
}

/** The same so many times, at once. */
export async function changeSkus({ platform }: App, count: number): Promise<void> {
  const data = JSON.stringify({ id: 1, code: 'MANY', version: 1 })
  await platform.db.transaction(async (tx) => {
    await tx.query(sql`
      insert into platform.event
        (epoch, id, type, type_version, subject, actor, data, occurred_at)
      select ${tx.epoch}, uuidv7(), ${skuChanged.type}, 1, null, 'test', ${data}::json, now()
      from generate_series(1, ${count}::int)`)
    tx.onCommit(platform.wake.committed)
  })
}

/** Tells of so many thousands of locations, some 200 kB each. */
export async function changeLocations({ platform }: App, thousands: number): Promise<void> {
  const { clock, wake } = platform
  const codes = Array.from({ length: 1000 }, (_, i) => `${i}`.padStart(64, 'L'))
  const events = Array.from({ length: thousands }, () => {
    const data = { kind: 'location' as const, codes }
    const id = newId(clock.nowMs())
    return { id, subject: null, actor: 'test', data, occurredAt: clock.now() }
  })
  await platform.db.transaction(async (tx) => {
    await saveEvents(tx, networkChanged, events)
    tx.onCommit(wake.committed)
  })
}
