import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { sql } from '../../src/platform/db/sql.ts'
import { closeTask, changeTask } from '../../src/tasks/actions.ts'
import { raiseTasks } from '../../src/tasks/index.ts'
import { countOpenTasks, findTask, listTasks } from '../../src/tasks/store.ts'
import { startApp, type App, type Json } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

describe('tasks', () => {
  let app: App
  let ann: Awaited<ReturnType<App['person']>>
  let ben: Awaited<ReturnType<App['person']>>
  let order: { id: string; number: string }
  let shortage: Json
  before(async () => {
    app = await startApp()
    ann = await app.person('Ann')
    ben = await app.person('Ben')
    await openShop(ann, {
      onShortage: 'ask',
      locations: { A: {}, B: {} },
      skus: { X: {} },
      stock: { X: { A: 5, B: 5 } },
    })
    order = (await ann.post('/v1/orders', orderOf({ X: 12 }))).body
    const levels = [{ sku: 'X', location: 'A', onHand: 1 }]
    await ann.post('/v1/stock/levels', { levels })
    const { items } = (await ann.get('/v1/tasks')).body
    shortage = items.find(({ cause }: Json) => cause === 'shortage')
  })
  after(() => app.stop())

  const change = (by: typeof ann, id: string, version: number, ...changes: object[]) =>
    by.post(`/v1/tasks/${id}/changes`, { version, changes })
  const causesOf = async (query: string, by = ann): Promise<string[]> => {
    const { status, body } = await by.get(`/v1/tasks?${query}`)
    assert.equal(status, 200, JSON.stringify(body))
    return body.items.map(({ cause }: Json) => cause)
  }

  it('say which order and location they belong to', async () => {
    const { id, number } = order
    assert.deepEqual([shortage.order, shortage.location], [{ id, number }, null])
    const { items } = (await ann.get('/v1/tasks?cause=stock_uncovered')).body
    assert.deepEqual([items[0].order, items[0].location], [null, 'A'])
    assert.deepEqual([shortage.sku, items[0].sku], [null, 'X'])
    assert.equal((await ann.get(`/v1/tasks/${items[0].id}`)).body.sku, 'X')
    assert.deepEqual(items[0].can, ['assign', 'note'])
  })

  it('are listed by cause, order, owner and state, and counted', async () => {
    assert.deepEqual(await causesOf(''), ['shortage', 'stock_uncovered'])
    assert.deepEqual(await causesOf('cause=shortage'), ['shortage'])
    assert.deepEqual(await causesOf(`order=${order.id}`), ['shortage'])
    assert.deepEqual(await causesOf(`order=${randomUUID()}`), [])
    assert.deepEqual(await causesOf('owner=me'), [])
    assert.equal((await causesOf('owner=none')).length, 2)
    assert.deepEqual(await causesOf('state=closed'), [])
    const wanted = { open: 2, mine: 0, unassigned: 2 }
    const causes = [
      { cause: 'shortage', count: 1 },
      { cause: 'stock_uncovered', count: 1 },
    ]
    assert.deepEqual((await ann.get('/v1/tasks/counts')).body, { ...wanted, causes })
    for (const bad of ['owner=ben', 'order=1', 'state=late']) {
      assert.equal((await ann.get(`/v1/tasks?${bad}`)).body.code, 'field_invalid')
    }
  })

  it('are given to people, who find them, and taken back', async () => {
    const { id } = shortage
    const given = await change(ann, id, 1, { action: 'assign', owner: ben.id })
    assert.deepEqual([given.status, given.body.owner, given.body.version], [200, ben.id, 2])
    assert.deepEqual(await causesOf('owner=me', ben), ['shortage'])
    assert.deepEqual(await causesOf('owner=me', ann), [])
    assert.deepEqual(await causesOf('owner=none'), ['stock_uncovered'])
    const { mine, unassigned } = (await ben.get('/v1/tasks/counts')).body
    assert.deepEqual([mine, unassigned], [1, 1])
    const late = await change(ann, id, 1, { action: 'assign', owner: ann.id })
    assert.deepEqual([late.body.code, late.body.current], ['version_conflict', 2])
    const nobody = { action: 'assign', owner: `person:${randomUUID()}` }
    const refused = await change(ann, id, 2, { action: 'note', text: 'x' }, nobody)
    assert.deepEqual([refused.status, refused.body.code], [422, 'person_unknown'])
    assert.equal(refused.body.field, '/changes/1/owner')
    assert.deepEqual((await ann.get(`/v1/tasks/${id}`)).body.notes, [])
    const freed = await change(ben, id, 2, { action: 'assign', owner: null })
    assert.deepEqual([freed.body.owner, freed.body.version], [null, 3])
  })

  it('keep what people write down: not in events, nor in answers that are stored', async () => {
    const { id } = shortage
    const words = 'Mrs Meier rang and will wait'
    const { body } = await change(ben, id, 3, { action: 'note', text: words })
    assert.equal(body.version, 4)
    const { notes } = (await ann.get(`/v1/tasks/${id}`)).body
    assert.deepEqual(
      notes.map(({ text, by }: Json) => [text, by]),
      [[words, ben.id]],
    )
    const [kept] = await app.platform.db.query<{ text: string }>(sql`select concat(
      (select json_agg(i) from platform.idempotency as i),
      (select json_agg(e) from platform.event as e)) as text`)
    assert.ok(!kept!.text.includes('Meier'))
    const told = await app.platform.db.query<{ type: string; data: Json; actor: string }>(sql`
      select type, data, actor from platform.event
      where subject = ${id} and type in ('task.assigned', 'task.noted') order by id`)
    assert.deepEqual(
      told.map(({ type, actor, data }) => [type, actor, data.version, data.owner]),
      [
        ['task.assigned', ann.id, 2, ben.id],
        ['task.assigned', ben.id, 3, null],
        ['task.noted', ben.id, 4, undefined],
      ],
    )
    const card = await change(ben, id, 4, { action: 'note', text: 'Card 4111 1111 1111 1111' })
    assert.deepEqual([card.body.code, card.body.field], ['card_number_refused', '/changes/0/text'])
  })

  it('refuse changes of what is not there or of no kind', async () => {
    const none = await change(ann, randomUUID(), 1, { action: 'note', text: 'x' })
    assert.equal(none.body.code, 'not_found')
    for (const [bad, field] of [
      [{ action: 'note', text: '' }, '/changes/0/text'],
      [{ action: 'note' }, '/changes/0/text'],
      [{ action: 'assign', owner: 'Ben' }, '/changes/0/owner'],
      [{ action: 'close' }, '/changes/0/action'],
    ] as const) {
      const { body } = await change(ann, shortage.id, 4, bad)
      assert.deepEqual([body.code, body.field], ['field_invalid', field], JSON.stringify(bad))
    }
  })

  it('are seen by those who hold their location, and by nobody else but who sees all', async () => {
    const { db, clock } = app.platform
    const { locationByCode } = await app.orders.network.current()
    const scopeOf = (code: string) => {
      return { channels: [], locations: [locationByCode.get(code)!.id] }
    }
    const page = { open: true, after: undefined, limit: 10 }
    const [own] = await listTasks(db, scopeOf('A'), page)
    assert.equal(own!.cause, 'stock_uncovered')
    assert.deepEqual(await listTasks(db, scopeOf('B'), page), [])
    assert.equal((await countOpenTasks(db, scopeOf('A'), ann.id)).length, 1)
    assert.deepEqual(await countOpenTasks(db, scopeOf('B'), ann.id), [])
    assert.ok(await findTask(db, scopeOf('A'), own!.id))
    assert.equal(await findTask(db, scopeOf('B'), own!.id), undefined)
    const by = { actor: 'test', now: clock.now(), nowMs: clock.nowMs() }
    const which = { id: own!.id, scope: scopeOf('B'), version: 1 }
    const isPerson = async () => true
    await assert.rejects(
      db.transaction((tx) => changeTask(tx, which, [], { by, isPerson })),
      { code: 'not_found' },
    )
    const endThemselves = new Set<string>()
    await assert.rejects(
      db.transaction((tx) => closeTask(tx, which, 'done', { by, endThemselves })),
      { code: 'not_found' },
    )
  })

  it('that are closed stay as they are; the next of its kind is a new one', async () => {
    const { id } = shortage
    const closed = await ann.post(`/v1/tasks/${id}/closures`, { outcome: 'asked' })
    assert.deepEqual([closed.body.order.number, closed.body.can], [order.number, []])
    const { body } = await change(ann, id, 5, { action: 'note', text: 'x' })
    assert.equal(body.code, 'task_closed')
    const { db, clock } = app.platform
    const by = { actor: 'test', now: clock.now(), nowMs: clock.nowMs() }
    const task = {
      cause: 'shortage',
      subjectKind: 'order',
      subjectId: order.id,
      summary: 's',
      nextStep: 'n',
    }
    await db.transaction((tx) => raiseTasks(tx, [{ ...task, orderId: order.id }], by))
    assert.deepEqual(await causesOf(`order=${order.id}`), ['shortage'])
    assert.deepEqual(await causesOf(`order=${order.id}&state=closed`), ['shortage'])
  })
})
