import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Clock } from '../clock.ts'
import type { Wake } from '../wake.ts'
import { createPresence, type Person, type Presence } from './presence.ts'

/** Processes that hear each other, and a time that is set. */
function createWorld() {
  const hearers: { from: string; hear: (said: string) => void }[] = []
  let atMs = 0
  const process = (name: string): Presence => {
    const wake: Wake = {
      committed: () => undefined,
      listen: () => () => undefined,
      say: (said) => {
        assert.ok(Buffer.byteLength(said) < 8000)
        for (const { from, hear } of hearers) if (from !== name) hear(said)
      },
      hear(hear) {
        hearers.push({ from: name, hear })
        return () => undefined
      },
      stop: async () => undefined,
    }
    const clock = { nowMs: () => atMs } as Clock
    const presence = createPresence({ wake, clock, process: name })
    void presence.start().stop()
    return presence
  }
  return { process, pass: (ms: number) => (atMs += ms) }
}

const person = (name: string): Person => ({ id: name.toLowerCase(), name })

function visit(presence: Presence, name: string, records: readonly string[] = ['orders:1']) {
  const told: string[] = []
  const leave = presence.enter({
    person: person(name),
    records,
    tell: (record, others) => told.push(`${record} ${others.map((one) => one.name).join('+')}`),
  })
  return { leave, told }
}

describe('who has a record open', () => {
  it('is seen by the others who have it open, in every process, and by nobody else', () => {
    const { process } = createWorld()
    const [a, b] = [process('a'), process('b')]
    const ann = visit(a, 'Ann')
    const elsewhere = visit(a, 'Eve', ['orders:2'])
    const bob = visit(b, 'Bob')
    // Bob's process has not heard of Ann yet; it does when hers says so again.
    a.refresh()
    assert.deepEqual(ann.told, ['orders:1 ', 'orders:1 Bob'])
    assert.deepEqual(bob.told, ['orders:1 Ann'])
    bob.leave()
    assert.equal(ann.told.at(-1), 'orders:1 ')
    assert.deepEqual(elsewhere.told, ['orders:2 '])
  })

  it('is a person once, until the last of their windows is closed', () => {
    const { process } = createWorld()
    const [a, b] = [process('a'), process('b')]
    const ann = visit(b, 'Ann')
    const [first, second] = [visit(a, 'Bob'), visit(a, 'Bob')]
    assert.deepEqual(ann.told, ['orders:1 ', 'orders:1 Bob'])
    assert.deepEqual(first.told, ['orders:1 Ann'])
    first.leave()
    assert.equal(ann.told.length, 2)
    second.leave()
    assert.equal(ann.told.at(-1), 'orders:1 ')
  })

  it('is nobody any more whose process has ended without a word', () => {
    const { process, pass } = createWorld()
    const [a, b] = [process('a'), process('b')]
    const ann = visit(a, 'Ann')
    visit(b, 'Bob')
    pass(30_000)
    b.refresh()
    a.refresh()
    pass(30_000)
    a.refresh()
    assert.equal(ann.told.at(-1), 'orders:1 Bob')
    pass(11_000)
    a.refresh()
    assert.equal(ann.told.at(-1), 'orders:1 ')
  })

  it('is said in pieces that PostgreSQL can carry', () => {
    const { process } = createWorld()
    const [a, b] = [process('a'), process('b')]
    const records = Array.from({ length: 40 }, (_, n) => `orders:${n}`)
    visit(a, '名'.repeat(100), records)
    a.refresh()
    const bob = visit(b, 'Bob', ['orders:39'])
    a.refresh()
    assert.equal(bob.told.at(-1), `orders:39 ${'名'.repeat(100)}`)
  })
})
