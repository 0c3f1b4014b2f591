import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Problem, type ProblemDocument } from '../../client/index.ts'
import { createOnce, type Key } from './once.ts'

type Sent = { key: Key; body: unknown }

/** A shop that writes down what comes, and answers as it is told. */
function shop(...answers: (Problem | string)[]) {
  const once = createOnce()
  const sent: Sent[] = []
  const send = (what: unknown, body: unknown = what) =>
    once(what, async (key) => {
      sent.push({ key, body })
      const answer = answers.shift()!
      if (answer instanceof Problem) throw answer
      return answer
    })
  return { send, sent }
}

const inUse = new Problem(409, { code: 'idempotency_key_in_use' } as ProblemDocument)

describe('a command that is sent again', () => {
  for (const [name, lost] of [
    ['the answer was lost', new Problem(0)],
    ['the server had trouble', new Problem(503)],
    ['the first is still being worked on', inUse],
  ] as const) {
    it(`is the same request where ${name}`, async () => {
      const { send, sent } = shop(lost, lost, 'done', 'done')
      await assert.rejects(send({ change: -2 }, { change: -2, version: 1 }), lost)
      await assert.rejects(send({ change: -2 }, { change: -2, version: 2 }), lost)
      assert.equal(await send({ change: -2 }, { change: -2, version: 3 }), 'done')
      assert.deepEqual(sent, [sent[0], sent[0], sent[0]])
      await send({ change: -2 })
      assert.notDeepEqual(sent[3]!.key, sent[0]!.key)
    })
  }

  it('is another request once there was an answer, a refusal too', async () => {
    const { send, sent } = shop(new Problem(409), 'done', 'done')
    await assert.rejects(send('hold'))
    await send('hold')
    await send('hold')
    assert.equal(new Set(sent.map(({ key }) => key['idempotency-key'])).size, 3)
  })

  it('is another request where it is another command', async () => {
    const { send, sent } = shop(new Problem(0), 'done')
    await assert.rejects(send({ change: 1 }))
    await send({ change: 2 })
    assert.notDeepEqual(sent[1]!.key, sent[0]!.key)
    assert.deepEqual(sent[1]!.body, { change: 2 })
  })
})
