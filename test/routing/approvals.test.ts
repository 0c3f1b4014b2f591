import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop } from '../shop.ts'

const path = '/v1/routing-rules'

describe('a draft that needs a second person', () => {
  let app: App
  let ada: Client & { id: string }
  let bob: Client & { id: string }
  let key: Client

  before(async () => {
    app = await startApp()
    key = await app.client()
    ada = await app.person('Ada')
    bob = await app.person('Bob', ['routing:read', 'routing:write', 'routing:publish'])
    await openShop(key, { locations: { A: {} }, skus: { X: {} }, stock: { X: { A: 5 } } })
  })
  after(async () => {
    const broken = await app.broken()
    await app.stop()
    assert.deepEqual(broken, [])
  })

  const draftOf = async (client: Client): Promise<Json> => (await client.get(`${path}/draft`)).body
  /** Says something of the draft as it is now; answers the status and the code of a refusal. */
  async function say(client: Client, what: string, more: object = {}): Promise<[number, string?]> {
    const { version } = await draftOf(client)
    const { status, body } = await client.post(`${path}/${what}`, { version, ...more })
    return status < 300 ? [status] : [status, body.code]
  }
  const ask = (client: Client, more?: object) => say(client, 'draft/approval-requests', more)
  const approve = (client: Client) => say(client, 'draft/approvals')
  const decline = (client: Client, note: string) => say(client, 'draft/declines', { note })
  const publish = (client: Client) => say(client, 'publications', { note: 'Because' })

  async function add(client: Client): Promise<void> {
    const rule = { name: 'Rule', use: [{ places: {} }], choose: { by: 'least_cost' } }
    assert.deepEqual(
      await say(client, 'draft/changes', { changes: [{ action: 'add', rule }] }),
      [200],
    )
  }
  async function need(secondPerson: boolean): Promise<void> {
    const { version } = (await ada.get(`${path}/publishing`)).body
    const set = await ada.post(`${path}/publishing/changes`, { version, secondPerson })
    assert.deepEqual([set.status, set.body.secondPerson], [200, secondPerson])
  }
  beforeEach(async () => {
    const { version, can } = await draftOf(ada)
    if (can.includes('discard')) await ada.post(`${path}/draft/discards`, { version })
    await need(true)
  })

  it('is not, as long as nobody has said so', async () => {
    await need(false)
    await add(ada)
    assert.deepEqual(await ask(ada), [409, 'approval_not_needed'])
    assert.deepEqual((await draftOf(ada)).can, ['change', 'publish', 'discard'])
    assert.deepEqual(await publish(ada), [201])
    const [version] = (await ada.get(`${path}/versions`)).body.items
    assert.deepEqual([version.publishedBy, version.approved], [ada.id, null])
  })

  it('is published by either once the other approved it, and the version names both', async () => {
    await add(ada)
    assert.deepEqual(await publish(ada), [409, 'approval_needed'])
    assert.deepEqual(await approve(bob), [409, 'approval_not_open'])
    assert.deepEqual(await ask(ada, { note: 'Cups' }), [200])
    assert.deepEqual(await ask(bob), [409, 'approval_asked'])
    assert.deepEqual(await approve(ada), [403, 'approval_own'])
    assert.deepEqual((await draftOf(ada)).can, ['change', 'decline', 'discard'])
    assert.deepEqual((await draftOf(bob)).can, ['change', 'approve', 'decline', 'discard'])
    assert.deepEqual(await publish(bob), [409, 'approval_needed'])
    assert.deepEqual(await approve(bob), [200])
    const { approval, can } = await draftOf(ada)
    assert.deepEqual(
      [approval.asked.requestedBy, approval.asked.note, approval.asked.decidedBy],
      [ada.id, 'Cups', bob.id],
    )
    assert.deepEqual(can, ['change', 'publish', 'discard'])
    assert.deepEqual(await publish(ada), [201])
    const [version] = (await ada.get(`${path}/versions`)).body.items
    assert.deepEqual(version.approved, { requestedBy: ada.id, approvedBy: bob.id })
    assert.equal((await draftOf(ada)).approval.asked, null)
  })

  it('is asked about anew after any change, by whoever it is', async () => {
    await add(ada)
    await ask(ada)
    await approve(bob)
    await add(bob)
    assert.deepEqual(await publish(ada), [409, 'approval_needed'])
    assert.equal((await draftOf(ada)).approval.asked, null)
    await ask(ada)
    // He has changed it as well.
    assert.deepEqual(await approve(bob), [403, 'approval_own'])
    assert.deepEqual(await approve(key), [200])
    assert.deepEqual(await publish(bob), [201])
  })

  it('is declined with a reason, and may be asked about again', async () => {
    await add(ada)
    await ask(ada)
    const { version } = await draftOf(bob)
    const silent = await bob.post(`${path}/draft/declines`, { version })
    assert.deepEqual([silent.status, silent.body.field], [400, '/note'])
    assert.deepEqual(await decline(bob, 'Not in December'), [200])
    const { approval, can } = await draftOf(ada)
    assert.deepEqual(
      [approval.asked.outcome, approval.asked.decisionNote],
      ['declined', 'Not in December'],
    )
    assert.deepEqual(can, ['change', 'ask', 'discard'])
    assert.deepEqual(await publish(bob), [409, 'approval_needed'])
    assert.deepEqual(await ask(ada), [200])
    assert.deepEqual(await approve(bob), [200])
  })

  it('is not for a share of orders first either', async () => {
    await add(ada)
    const { version } = await draftOf(ada)
    const canary = { version, note: 'Some', sharePermille: 10, channels: ['WEB'] }
    const refused = await ada.post('/v1/routing-canaries', canary)
    assert.deepEqual([refused.status, refused.body.code], [409, 'approval_needed'])
  })

  it('is not for everybody either, where a canary began before two were asked for', async () => {
    const canaries = '/v1/routing-canaries'
    await need(false)
    await add(ada)
    const { version } = await draftOf(ada)
    const wanted = { version, note: 'Some', sharePermille: 10, channels: ['WEB'] }
    const begun = (await ada.post(canaries, wanted)).body
    assert.deepEqual(begun.can, ['promote', 'return'])
    await need(true)
    assert.deepEqual((await ada.get(`${canaries}/${begun.id}`)).body.can, ['return'])
    const refused = await ada.post(`${canaries}/${begun.id}/promotions`, {})
    assert.deepEqual([refused.status, refused.body.code], [409, 'approval_needed'])
    assert.match(refused.body.detail, /Return it, bring its rules back into the draft/)
    assert.equal((await ada.post(`${canaries}/${begun.id}/returns`, {})).status, 200)

    assert.deepEqual(await say(ada, 'rollbacks', { restores: begun.version }), [200])
    await ask(ada)
    await approve(bob)
    const again = { ...wanted, version: (await draftOf(ada)).version }
    const { id, can } = (await ada.post(canaries, again)).body
    assert.deepEqual(can, ['promote', 'return'])
    assert.equal((await ada.post(`${canaries}/${id}/promotions`, {})).status, 200)
  })

  it('is about the version that was seen, and there must be one', async () => {
    assert.deepEqual(await ask(ada), [409, 'draft_empty'])
    await add(ada)
    await ask(ada)
    const { version } = await draftOf(bob)
    const seen = { version: version - 1 }
    const refused = await bob.post(`${path}/draft/approvals`, seen)
    assert.deepEqual([refused.status, refused.body.code], [409, 'version_conflict'])
  })

  it('is a task for whoever may approve, until it is answered or not what was asked', async () => {
    const open = async (state = 'open') => {
      const query = `cause=approval_asked&state=${state}`
      return (await key.get(`/v1/tasks?${query}`)).body.items as Json[]
    }
    const ended = async () => {
      assert.deepEqual(await open(), [])
      return (await open('closed')).at(-1)!.outcome
    }
    await add(ada)
    assert.deepEqual(await open(), [])
    await ask(ada)
    const [task] = await open()
    assert.deepEqual(
      [task.subjectKind, task.subjectId, task.raisedBy],
      ['routing_draft', String((await draftOf(ada)).version), ada.id],
    )
    const closed = await key.post(`/v1/tasks/${task.id}/closures`, { outcome: 'seen' })
    assert.deepEqual([closed.status, closed.body.code], [409, 'task_ends_itself'])
    await decline(bob, 'Not yet')
    assert.equal(await ended(), 'the draft is declined')
    await ask(ada)
    await approve(bob)
    assert.equal(await ended(), 'the draft is approved')
    await add(ada)
    await ask(ada)
    await add(ada)
    assert.equal(await ended(), 'the draft has changed')
    await ask(ada)
    await need(false)
    assert.equal(await ended(), 'no second person is needed any more')
    // What was asked is so still.
    await need(true)
    assert.equal((await open()).length, 1)
    await say(ada, 'draft/discards')
    assert.equal(await ended(), 'the draft has changed')
  })

  it('is needed or not as those say who say who may do what; each change is told', async () => {
    const { version } = (await bob.get(`${path}/publishing`)).body
    const off = { version, secondPerson: false }
    const refused = await bob.post(`${path}/publishing/changes`, off)
    assert.deepEqual([refused.status, refused.body.code], [403, 'permission_missing'])
    assert.equal((await ada.post(`${path}/publishing/changes`, off)).status, 200)
    const late = await ada.post(`${path}/publishing/changes`, { version, secondPerson: true })
    assert.deepEqual([late.status, late.body.code], [409, 'version_conflict'])
    const { changedBy, secondPerson } = (await bob.get(`${path}/publishing`)).body
    assert.deepEqual([changedBy, secondPerson], [ada.id, false])
  })
})
