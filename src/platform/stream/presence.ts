import type { Clock } from '../clock.ts'
import type { Stoppable } from '../module.ts'
import type { Wake } from '../wake.ts'

export type Person = { id: string; name: string }

/** What somebody can have open, as it is written in the address of a stream: `orders:<id>`. */
export type RecordName = string

/** One connection, with what is open there; it is told who else has that open. */
export type Visit = {
  person: Person
  records: readonly RecordName[]
  tell: (record: RecordName, others: readonly Person[]) => void
}

/**
 * Who has a record open, over all processes. It is as long as the connection that says so, and kept
 * nowhere: each process tells the others of its own, again and again, and believes what it hears
 * for a while. So nobody stays who is gone with their process.
 */
export type Presence = {
  /** Returns how to leave. */
  enter(visit: Visit): () => void
  /** Says again who is here, and forgets who was not said again. */
  refresh(): void
  start(): Stoppable
}

const AGAIN_MS = 15_000
const BELIEVED_MS = 40_000
/** What PostgreSQL carries in one notification is less than 8,000 bytes. */
const MOST_BYTES = 6000

type Entry = readonly [record: RecordName, id: string, name: string]
/** `from` says of whom it is that they are there, or no more. */
type Said = { from: string; isThere: boolean; entries: readonly Entry[] }

export function createPresence(of: { wake: Wake; clock: Clock; process: string }): Presence {
  const { wake, clock, process } = of
  const here = new Map<Visit, Map<RecordName, string>>()
  const elsewhere = new Map<RecordName, Map<string, Person & { untilMs: number }>>()

  function othersAt(record: RecordName, id: string): Person[] {
    const own = [...here.keys()].filter(({ records }) => records.includes(record))
    const all = [...own.map(({ person }) => person), ...(elsewhere.get(record)?.values() ?? [])]
    const others = new Map(all.filter((one) => one.id !== id).map((one) => [one.id, one.name]))
    return [...others]
      .map(([other, name]) => ({ id: other, name }))
      .toSorted((a, b) => (a.name === b.name ? 0 : a.name < b.name ? -1 : 1))
  }

  /** Tells those who have it open, where it is something else than they know. */
  function tellOf(records: Iterable<RecordName>): void {
    for (const record of new Set(records)) {
      for (const [visit, told] of here) {
        if (!visit.records.includes(record)) continue
        const others = othersAt(record, visit.person.id)
        const text = JSON.stringify(others)
        if (told.get(record) === text) continue
        told.set(record, text)
        visit.tell(record, others)
      }
    }
  }

  function say(isThere: boolean, entries: readonly Entry[]): void {
    for (const piece of piecesOf(entries)) {
      wake.say(JSON.stringify({ from: process, isThere, entries: piece } satisfies Said))
    }
  }

  function hear(text: string): void {
    const { from, isThere, entries } = JSON.parse(text) as Said
    const untilMs = clock.nowMs() + BELIEVED_MS
    for (const [record, id, name] of entries) {
      const there = elsewhere.get(record) ?? new Map<string, Person & { untilMs: number }>()
      if (isThere) there.set(`${from} ${id}`, { id, name, untilMs })
      else there.delete(`${from} ${id}`)
      if (there.size > 0) elsewhere.set(record, there)
      else elsewhere.delete(record)
    }
    tellOf(entries.map(([record]) => record))
  }

  function refresh(): void {
    say(true, [...here.keys()].flatMap(entriesOf))
    const nowMs = clock.nowMs()
    const old = [...elsewhere].flatMap(([record, there]) =>
      [...there].filter(([, { untilMs }]) => untilMs < nowMs).map(([key]) => ({ record, key })),
    )
    for (const { record, key } of old) {
      elsewhere.get(record)?.delete(key)
      if (elsewhere.get(record)?.size === 0) elsewhere.delete(record)
    }
    tellOf(old.map(({ record }) => record))
  }

  return {
    enter(visit) {
      here.set(visit, new Map())
      say(true, entriesOf(visit))
      tellOf(visit.records)
      return () => {
        here.delete(visit)
        const left = new Set([...here.keys()].flatMap(entriesOf).map(keyOf))
        say(
          false,
          entriesOf(visit).filter((entry) => !left.has(keyOf(entry))),
        )
        tellOf(visit.records)
      }
    },
    refresh,
    start() {
      const forget = wake.hear(hear)
      const timer = setInterval(refresh, AGAIN_MS)
      return {
        async stop() {
          forget()
          clearInterval(timer)
        },
      }
    },
  }
}

function entriesOf({ person: { id, name }, records }: Visit): Entry[] {
  return records.map((record): Entry => [record, id, name])
}

function keyOf([record, id]: Entry): string {
  return `${record} ${id}`
}

function piecesOf(entries: readonly Entry[]): Entry[][] {
  const pieces: Entry[][] = []
  let bytes = MOST_BYTES
  for (const entry of entries) {
    const size = Buffer.byteLength(JSON.stringify(entry))
    if (bytes + size > MOST_BYTES) {
      pieces.push([])
      bytes = 0
    }
    pieces.at(-1)!.push(entry)
    bytes += size
  }
  return pieces
}
