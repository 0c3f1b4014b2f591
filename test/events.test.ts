import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { Type } from 'typebox'
import { newId } from '../src/lib/ids.ts'
import { events } from '../src/modules.ts'
import type { Tx } from '../src/platform/db/index.ts'
import { sql } from '../src/platform/db/sql.ts'
import { defineEvent, type EventType } from '../src/platform/events/define.ts'
import { saveEvents } from '../src/platform/events/index.ts'
import { object } from '../src/platform/http/schemas.ts'
import { startApp } from './app.ts'

/** What only a person has; such data stand in few tables (DESIGN.md 5.12), never in the log. */
const PERSONAL = /name|mail|phone|contact|shipTo|address|city|postal|note/i

/** A thing, and what happened to it. */
const PAST = /^[a-z_]+\.(?:[a-z_]+ed|set|withdrawn)$/

/** What is wrong with how events are declared. */
function misdeclared(all: readonly EventType[]): string[] {
  const seen = new Set<string>()
  return all.flatMap(({ type, version, says, data }) => {
    const { properties = {}, additionalProperties } = data as {
      properties?: object
      additionalProperties?: boolean
    }
    const name = `${type} ${version}`
    const isTwice = seen.has(name)
    seen.add(name)
    return [
      ...(isTwice ? ['is declared twice'] : []),
      ...(PAST.test(type) ? [] : ['is no thing and past tense']),
      ...(version >= 1 ? [] : ['has no version']),
      ...(says.endsWith('.') ? [] : ['says nothing']),
      ...(additionalProperties === false ? [] : ['is open']),
      ...Object.keys(properties)
        .filter((field) => PERSONAL.test(field))
        .map((field) => `has a personal ${field}`),
    ].map((fault) => `${name} ${fault}`)
  })
}

describe('event types', () => {
  it('are declared well; what is not is found', () => {
    assert.ok(events.length > 10)
    assert.deepEqual(misdeclared(events), [])
    const of = { says: 'Who.', subject: null, data: object({ email: Type.String() }) }
    const open = { says: '', subject: null, data: Type.Object({}) }
    const twins = [
      defineEvent('order.placed', 1, { ...of, data: object({}) }),
      defineEvent('order.placed', 1, of),
      defineEvent('order.place', 0, open),
    ]
    assert.deepEqual(misdeclared(twins), [
      'order.placed 1 is declared twice',
      'order.placed 1 has a personal email',
      'order.place 0 is no thing and past tense',
      'order.place 0 has no version',
      'order.place 0 says nothing',
      'order.place 0 is open',
    ])
  })

  it('of every module are listed in src/modules.ts', async () => {
    const root = join(import.meta.dirname, '..')
    const files = globSync('src/*/events.ts', { cwd: root })
    assert.ok(files.length >= 5)
    for (const file of files) {
      const module = (await import(join(root, file))) as Record<string, EventType | undefined>
      for (const [name, declared] of Object.entries(module)) {
        if (declared?.type === undefined) continue
        assert.ok(events.includes(declared), `${file} ${name} is not listed`)
      }
    }
  })

  it('let nothing else be saved', () => {
    const sung = defineEvent('order.sung', 1, {
      says: 'It was.',
      subject: 'order',
      data: object({ verses: Type.Integer() }),
    })
    const rest = { id: randomUUID(), actor: 'test', occurredAt: Temporal.Now.instant() }
    // Each of these is a shape that does not compile.
    const wrong = (tx: Tx) => [
      // @ts-expect-error -- data of another type
      saveEvents(tx, sung, [{ ...rest, subject: rest.id, data: { verses: 'three' } }]),
      // @ts-expect-error -- a field too few
      saveEvents(tx, sung, [{ ...rest, subject: rest.id, data: {} }]),
      // @ts-expect-error -- a field too many
      saveEvents(tx, sung, [{ ...rest, subject: rest.id, data: { verses: 3, refrain: 1 } }]),
      // @ts-expect-error -- without its subject
      saveEvents(tx, sung, [{ ...rest, subject: null, data: { verses: 3 } }]),
    ]
    assert.equal(typeof wrong, 'function')
  })
})

describe('the events of a server', () => {
  it('are checked when it stops: strangers and wrong data are named', async () => {
    const app = await startApp()
    const { db } = app.platform
    const save = (type: string, version: number, data: unknown, subject: string | null = null) =>
      db.query(sql`
        insert into platform.event
          (epoch, id, type, type_version, subject, actor, data, occurred_at)
        values (1, ${newId(app.platform.clock.nowMs())}, ${type}, ${version}, ${subject}, 'test',
          ${JSON.stringify(data)}, now())`)
    const data = { id: 1, code: 'X', version: 2 }
    await save('sku.changed', 1, data)
    await save('sku.changed', 2, data)
    await save('sku.sung', 1, {})
    await save('sku.changed', 1, { ...data, id: 'one' })
    await save('sku.changed', 1, { ...data, name: 'Ada' })
    await save('sku.changed', 1, { id: 1, code: 'X' })
    await save('sku.changed', 1, data, randomUUID())
    await save('order.hold_released', 1, { version: 2, holdId: randomUUID() })
    await save('stock.set', 1, { supplies: [[1, 2], [1]] })
    await assert.rejects(app.stop(), (error: Error) => {
      assert.deepEqual(error.message.split('\n').slice(1).toSorted(), [
        'order.hold_released version 1: subject must be the id of its order',
        'sku.changed version 1: data/id must be integer',
        'sku.changed version 1: data/name is not declared',
        'sku.changed version 1: data/version is missing',
        'sku.changed version 1: subject must be null',
        'sku.changed version 2 is not declared by any module',
        'sku.sung version 1 is not declared by any module',
        'stock.set version 1: data/supplies/1 must not have fewer than 2 items',
      ])
      return true
    })
  })
})
